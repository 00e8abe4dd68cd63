package dev.kith.cli;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;

/** Begins what takes a fresh JVM longest, its first key pair, while the arguments are still read. */
final class EarlyStart {
    private EarlyStart() {}

    static void ofIdentity() {
        Thread thread = new Thread(EarlyStart::makeKeyPair, "kith-early");
        thread.setDaemon(true);
        thread.start();
    }

    private static void makeKeyPair() {
        try {
            KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException noProvider) {
            // Said where the key pair is needed.
        }
    }
}
