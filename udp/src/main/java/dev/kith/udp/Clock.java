package dev.kith.udp;

import dev.kith.time.Moment;
import java.time.Duration;
import java.time.Instant;

/** The real clocks. The only place of the library where they are read for the engine. */
final class Clock {
    private final long origin = System.nanoTime();
    private Moment seen = now();

    Moment now() {
        return new Moment(System.nanoTime() - origin, Instant.now());
    }

    /** Whether the wall clock has gone ahead of the monotonic one by more than this since the last question. */
    boolean slept(Duration more) {
        Moment before = seen;
        seen = now();
        Duration wall = Duration.between(before.wall(), seen.wall());
        return wall.minusNanos(seen.nanos() - before.nanos()).compareTo(more) > 0;
    }
}
