package dev.kith.trust;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/**
 * Nonces, cookies and secrets that nobody can guess who does not know the seed: SHA-256 over the seed and a counter. With
 * the same seed they are the same, so a recorded run replays; a recording therefore holds secrets.
 */
public final class Secrets {
    /** Length in bytes of the seed. */
    public static final int SEED_BYTES = 32;

    private final byte[] seed;
    private long draws;

    /** A source that begins at {@code seed}, 32 random bytes. */
    public Secrets(byte[] seed) {
        if (seed.length != SEED_BYTES) {
            throw new IllegalArgumentException("the seed has " + seed.length + " bytes, not " + SEED_BYTES);
        }
        this.seed = seed.clone();
    }

    /** The next number. */
    public long nextLong() {
        return ByteBuffer.wrap(digest(seed, draw())).getLong();
    }

    /** The next bytes, at most 32. */
    public byte[] nextBytes(int count) {
        return Arrays.copyOf(digest(seed, draw()), count);
    }

    /** A number that only this source can make of {@code about}; always the same for the same. */
    public long mark(byte[] about) {
        return ByteBuffer.wrap(digest(seed, new byte[] {1}, about)).getLong();
    }

    /** The SHA-256 of some bytes. */
    public static byte[] hash(byte[] content) {
        return digest(content);
    }

    private byte[] draw() {
        return ByteBuffer.allocate(1 + Long.BYTES)
                .put((byte) 0)
                .putLong(draws++)
                .array();
    }

    private static byte[] digest(byte[]... parts) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            for (byte[] part : parts) {
                sha256.update(part);
            }
            return sha256.digest();
        } catch (NoSuchAlgorithmException noJdk) {
            throw new IllegalStateException("every JDK has SHA-256", noJdk);
        }
    }
}
