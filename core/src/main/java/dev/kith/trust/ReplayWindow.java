package dev.kith.trust;

/**
 * Which of the last {@value #SIZE} counters of a sender came already (RFC 4303, 3.4.3, by the ring of RFC 6479). Counters begin anywhere
 * and may pass from the greatest number to the least.
 */
final class ReplayWindow {
    static final int SIZE = 256;

    /** A sender counts so few datagrams while none of them comes here. */
    private static final long NEAR = 1L << 40;

    /** What is known of a counter. */
    enum Sight {
        FRESH,
        /** It came before. */
        SEEN,
        /** So long ago that it is not known whether it came. */
        TOO_OLD
    }

    private final long[] seen = new long[SIZE / Long.SIZE];
    private long highest;

    /** The first that came. */
    ReplayWindow(long first) {
        highest = first;
        set(first);
    }

    Sight sight(long counter) {
        long ahead = counter - highest;
        if (ahead > 0) {
            return Sight.FRESH;
        }
        if (ahead <= -SIZE) {
            return Sight.TOO_OLD;
        }
        return (seen[word(counter)] & bit(counter)) != 0 ? Sight.SEEN : Sight.FRESH;
    }

    /** Whether one sender may well have counted from one to the other. */
    boolean isNear(long counter) {
        long ahead = counter - highest;
        return ahead > -NEAR && ahead < NEAR;
    }

    /** It came, and was right: a forged one must not move the window. */
    void mark(long counter) {
        long steps = Math.min(counter - highest, SIZE);
        for (long i = 1; i <= steps; i++) {
            seen[word(counter - steps + i)] &= ~bit(counter - steps + i);
        }
        if (steps > 0) {
            highest = counter;
        }
        set(counter);
    }

    private void set(long counter) {
        seen[word(counter)] |= bit(counter);
    }

    private static int word(long counter) {
        return (int) (counter & (SIZE - 1)) / Long.SIZE;
    }

    private static long bit(long counter) {
        return 1L << counter;
    }
}
