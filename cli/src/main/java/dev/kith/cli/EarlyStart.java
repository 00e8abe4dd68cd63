package dev.kith.cli;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Begins what takes a fresh JVM longest, its first key pair, while the arguments are still read. */
final class EarlyStart {
    private static final int ANY_KEY = 32;
    private static final int ANY_NONCE = 12;

    private EarlyStart() {}

    static void ofIdentity() {
        start(EarlyStart::makeKeyPair);
    }

    /** The first seal of a fresh JVM takes half as long. */
    static void ofSeal() {
        start(EarlyStart::seal);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "kith-early");
        thread.setDaemon(true);
        thread.start();
    }

    private static void seal() {
        try {
            Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
            byte[] zeros = new byte[ANY_KEY];
            GCMParameterSpec nonce = new GCMParameterSpec(Byte.SIZE * ANY_NONCE, zeros, 0, ANY_NONCE);
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(zeros, "AES"), nonce);
            cipher.doFinal(zeros);
            Mac.getInstance("HmacSHA256");
        } catch (GeneralSecurityException noProvider) {
            // Said where it is needed.
        }
    }

    private static void makeKeyPair() {
        try {
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException noProvider) {
            // Said where the key pair is needed.
        }
    }
}
