package dev.kith.time;

/** Lets something through at most once in a while. */
public final class AtMostOnce {
    private final long whileNanos;
    private long next = Long.MIN_VALUE;

    /** Nothing went through yet. */
    public AtMostOnce(long whileNanos) {
        this.whileNanos = whileNanos;
    }

    /** Takes the turn, if there is one; the answer is whether there was. */
    public boolean take(long now) {
        if (now < next) {
            return false;
        }
        next = now + whileNanos;
        return true;
    }
}
