package dev.kith;

import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A key pair that is kept from one start to the next: both halves as PEM (RFC 7468), readable by their owner only. */
final class IdentityFile {
    private static final String ALGORITHM = "Ed25519";
    private static final int LINE = 64;
    private static final byte[] ANYTHING = {1, 2, 3};

    private IdentityFile() {}

    /**
     * The identity in that file, which is made if there is none.
     *
     * @throws IllegalArgumentException if the file is open to others, holds no key pair of Ed25519, or can be neither read nor made
     */
    static Identity open(Path file) {
        try {
            if (!Files.exists(file)) {
                KeyPair pair = KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair();
                create(file, pair);
                return Ed25519.of(pair);
            }
            String text = PrivateFile.read("identity file", file);
            KeyFactory factory = KeyFactory.getInstance(ALGORITHM);
            Identity identity = Ed25519.of(new KeyPair(
                    factory.generatePublic(new X509EncodedKeySpec(part(text, "PUBLIC KEY"))),
                    factory.generatePrivate(new PKCS8EncodedKeySpec(part(text, "PRIVATE KEY")))));
            if (new Ed25519().verify(identity.publicKey(), ANYTHING, identity.sign(ANYTHING))) {
                return identity;
            }
        } catch (GeneralSecurityException | IndexOutOfBoundsException noKeys) {
            throw new IllegalArgumentException(wrong(file), noKeys);
        }
        throw new IllegalArgumentException(wrong(file));
    }

    private static void create(Path file, KeyPair pair) {
        try {
            PrivateFile.create(
                    file,
                    pem("PRIVATE KEY", pair.getPrivate().getEncoded())
                            + pem("PUBLIC KEY", pair.getPublic().getEncoded()));
        } catch (FileAlreadyExistsException taken) {
            throw new IllegalArgumentException(
                    "identity file '" + file
                            + "' cannot be made: another made it just now, or a link of that name leads nowhere",
                    taken);
        } catch (IOException refused) {
            throw new IllegalArgumentException(
                    "identity file '" + file + "' cannot be made: " + RefusedFile.reason(refused), refused);
        }
    }

    private static String wrong(Path file) {
        return "identity file '" + file + "' holds no key pair of Ed25519 in PEM; without the file, one is made";
    }

    private static byte[] part(String text, String label) {
        Matcher found = Pattern.compile("-----BEGIN " + label + "-----([A-Za-z0-9+/=\\s]*)-----END " + label + "-----")
                .matcher(text);
        try {
            return found.find() ? Base64.getMimeDecoder().decode(found.group(1)) : new byte[0];
        } catch (IllegalArgumentException cutShort) {
            // Nor is it a key then.
            return new byte[0];
        }
    }

    private static String pem(String label, byte[] key) {
        String body = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(key);
        return String.join(
                "\n", Arrays.asList("-----BEGIN " + label + "-----", body, "-----END " + label + "-----", ""));
    }
}
