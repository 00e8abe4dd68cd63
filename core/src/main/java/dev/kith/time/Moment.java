package dev.kith.time;

import java.time.Instant;

/**
 * One reading of both clocks.
 *
 * @param nanos monotonic nanoseconds since an origin of the driver's choice, never negative
 * @param wall the wall clock, for people and logs; it may jump, and nothing is decided by it
 */
public record Moment(long nanos, Instant wall) {
    /** Refuses a negative monotonic reading. */
    public Moment {
        if (nanos < 0) {
            throw new IllegalArgumentException(
                    "nanos is " + nanos + "; it counts from an origin and is never negative");
        }
    }
}
