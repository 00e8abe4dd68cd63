package dev.kith.trust;

/** A key pair: who a node is, and how it proves its word. */
public interface Identity {
    /** The public key, 32 bytes. */
    byte[] publicKey();

    /** The signature over {@code content}, 64 bytes. */
    byte[] sign(byte[] content);
}
