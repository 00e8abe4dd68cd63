package dev.kith.peer;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Who a node is: 128 bits, the beginning of the SHA-256 of its public key. Ordered as unsigned numbers.
 *
 * @param high the first 64 bits
 * @param low the last 64 bits
 */
public record PeerId(long high, long low) implements Comparable<PeerId> {
    /** Length in bytes. */
    public static final int BYTES = 16;

    private static final int DOUBLE_DIGITS = 53;

    /** Before every other id. */
    public static final PeerId FIRST = new PeerId(0, 0);

    /** After every other id. */
    public static final PeerId LAST = new PeerId(-1, -1);

    /** The id of the node that holds the private half of {@code publicKey}. */
    public static PeerId ofPublicKey(byte[] publicKey) {
        try {
            ByteBuffer hash =
                    ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(publicKey));
            return new PeerId(hash.getLong(), hash.getLong());
        } catch (NoSuchAlgorithmException noJdk) {
            throw new IllegalStateException("every JDK has SHA-256", noJdk);
        }
    }

    /** The id that 32 hexadecimal digits are; nothing if they are none. */
    public static Optional<PeerId> parse(String text) {
        boolean isId = text.length() == 2 * BYTES && text.chars().allMatch(HexFormat::isHexDigit);
        return isId
                ? Optional.of(new PeerId(
                        HexFormat.fromHexDigitsToLong(text, 0, BYTES),
                        HexFormat.fromHexDigitsToLong(text, BYTES, 2 * BYTES)))
                : Optional.empty();
    }

    /** A number that depends on both ids and on their order, evenly spread: for ranks and rings. */
    public long mixedWith(PeerId other) {
        return mix(mix(mix(high) ^ low) + mix(mix(other.high) ^ other.low) * 0x9E3779B97F4A7C15L);
    }

    /** Spreads the bits of a number over all of it (the finaliser of SplitMix64, Steele et al. 2014). */
    public static long mix(long bits) {
        long z = bits + 0x9E3779B97F4A7C15L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    /** Written out: those of a record are made at run time, by method handles, which a fresh JVM is slow at. */
    @Override
    public boolean equals(Object other) {
        return other instanceof PeerId that && high == that.high && low == that.low;
    }

    @Override
    public int hashCode() {
        return Long.hashCode(low);
    }

    @Override
    public int compareTo(PeerId other) {
        int byHigh = Long.compareUnsigned(high, other.high);
        return byHigh != 0 ? byHigh : Long.compareUnsigned(low, other.low);
    }

    /** The part of all ids that come before it, from 0 to 1: they are evenly spread. */
    public double share() {
        return (high >>> (Long.SIZE - DOUBLE_DIGITS)) * 0x1p-53;
    }

    /** 32 hexadecimal digits. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        return hex.toHexDigits(high) + hex.toHexDigits(low);
    }
}
