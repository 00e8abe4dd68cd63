package dev.kith.trust;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;

/** Signatures by Ed25519 (RFC 8032), through whatever provider of the JCA comes first. */
public final class Ed25519 implements Verifier {
    private static final String ALGORITHM = "Ed25519";
    private static final int KEY_BYTES = 32;
    /** What stands before the key in its X.509 form (RFC 8410). */
    private static final String X509_HEAD = "302a300506032b6570032100";

    /** One verifier serves a whole node. */
    public Ed25519() {}

    /** A new key pair; the provider draws it from its own secure random source. */
    public static Identity generate() {
        try {
            return of(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair());
        } catch (GeneralSecurityException noProvider) {
            throw new IllegalStateException("this JVM has no Ed25519, which Java 15 and later have", noProvider);
        }
    }

    /** Who has this key pair of Ed25519. */
    public static Identity of(KeyPair pair) {
        byte[] encoded = pair.getPublic().getEncoded();
        byte[] publicKey = Arrays.copyOfRange(encoded, encoded.length - KEY_BYTES, encoded.length);
        return new Pair(publicKey, pair.getPrivate());
    }

    @Override
    public boolean verify(byte[] publicKey, byte[] content, byte[] signature) {
        try {
            byte[] head = java.util.HexFormat.of().parseHex(X509_HEAD);
            byte[] encoded = Arrays.copyOf(head, head.length + KEY_BYTES);
            System.arraycopy(publicKey, 0, encoded, head.length, KEY_BYTES);
            PublicKey key = KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded));
            Signature verifying = Signature.getInstance(ALGORITHM);
            verifying.initVerify(key);
            verifying.update(content);
            return verifying.verify(signature);
        } catch (GeneralSecurityException | RuntimeException notAKeyOrSignature) {
            return false;
        }
    }

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Pair(byte[] publicKey, PrivateKey privateKey) implements Identity {
        @Override
        public byte[] sign(byte[] content) {
            try {
                Signature signing = Signature.getInstance(ALGORITHM);
                signing.initSign(privateKey);
                signing.update(content);
                return signing.sign();
            } catch (GeneralSecurityException broken) {
                throw new IllegalStateException("signing failed", broken);
            }
        }
    }
}
