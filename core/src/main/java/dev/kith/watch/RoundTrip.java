package dev.kith.watch;

/** How long an answer of a peer may take, learned from those that came (RFC 6298, with a floor for local networks). */
final class RoundTrip {
    private static final long MILLI = 1_000_000L;
    private static final long FLOOR = 20 * MILLI;
    private static final long CEILING = 1000 * MILLI;
    /** Nothing is known yet. */
    private static final long AT_FIRST = 200 * MILLI;

    private static final int SMOOTHING = 8;
    private static final int VARIANCE_SMOOTHING = 4;

    /** Nanoseconds; more than two seconds of them count as two. */
    private int smoothed = -1;

    private int variance;

    void measured(long took) {
        int nanos = (int) Math.min(took, Integer.MAX_VALUE);
        if (smoothed < 0) {
            smoothed = nanos;
            variance = nanos / 2;
        } else {
            variance += (Math.abs(smoothed - nanos) - variance) / VARIANCE_SMOOTHING;
            smoothed += (nanos - smoothed) / SMOOTHING;
        }
    }

    /** After so long without an answer the question or the answer was lost, or there is nobody. */
    long timeout() {
        return smoothed < 0 ? AT_FIRST : Math.min(CEILING, Math.max(FLOOR, smoothed + 4L * variance));
    }
}
