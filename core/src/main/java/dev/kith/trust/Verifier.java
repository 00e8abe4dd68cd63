package dev.kith.trust;

/** Tells whether a signature is that of a key; an input of the engine, so that a simulator can use a cheap one. */
public interface Verifier {
    /** Whether {@code signature} over {@code content} was made by the holder of {@code publicKey}; never throws. */
    boolean verify(byte[] publicKey, byte[] content, byte[] signature);
}
