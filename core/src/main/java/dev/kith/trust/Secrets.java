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

    private static final int DRAW_BYTES = 32;

    private final byte[] seed;
    private final MessageDigest sha256 = sha256();
    /** What is left of the last draw. */
    private final ByteBuffer drawn = ByteBuffer.allocate(DRAW_BYTES).position(DRAW_BYTES);

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
        if (!drawn.hasRemaining()) {
            drawn.clear().put(draw()).flip();
        }
        return drawn.getLong();
    }

    /** The next bytes, at most 32. */
    public byte[] nextBytes(int count) {
        return Arrays.copyOf(draw(), count);
    }

    /** A number that only this source can make of {@code about}; always the same for the same. */
    public long mark(byte[] about) {
        sha256.update(seed);
        sha256.update((byte) 1);
        return ByteBuffer.wrap(sha256.digest(about)).getLong();
    }

    /** The SHA-256 of some bytes. */
    public static byte[] hash(byte[] content) {
        return sha256().digest(content);
    }

    private byte[] draw() {
        sha256.update(seed);
        sha256.update((byte) 0);
        return sha256.digest(ByteBuffer.allocate(Long.BYTES).putLong(draws++).array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException noJdk) {
            throw new IllegalStateException("every JDK has SHA-256", noJdk);
        }
    }
}
