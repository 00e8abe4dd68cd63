package dev.kith.watch;

/**
 * How long an answer of a peer may take, learned from those that came (RFC 6298, with a floor for local networks).
 *
 * @param smoothed nanoseconds, more than two seconds of them being two; -1 when nothing is known yet
 * @param variance the same
 */
record RoundTrip(int smoothed, int variance) {
    static final RoundTrip UNKNOWN = new RoundTrip(-1, 0);

    private static final long MILLI = 1_000_000L;
    private static final long FLOOR = 20 * MILLI;
    private static final long CEILING = 1000 * MILLI;
    private static final long AT_FIRST = 200 * MILLI;

    private static final int SMOOTHING = 8;
    private static final int VARIANCE_SMOOTHING = 4;

    /** What is known once another took so many nanoseconds. */
    RoundTrip and(long took) {
        int nanos = (int) Math.min(took, Integer.MAX_VALUE);
        return smoothed < 0
                ? new RoundTrip(nanos, nanos / 2)
                : new RoundTrip(
                        smoothed + (nanos - smoothed) / SMOOTHING,
                        variance + (Math.abs(smoothed - nanos) - variance) / VARIANCE_SMOOTHING);
    }

    /** After so long without an answer the question or the answer was lost, or there is nobody. */
    long timeout() {
        return smoothed < 0 ? AT_FIRST : Math.min(CEILING, Math.max(FLOOR, smoothed + 4L * variance));
    }
}
