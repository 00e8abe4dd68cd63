package dev.kith.udp;

import dev.kith.time.Moment;
import java.time.Instant;

/** The real clocks. The only place of the library where they are read for the engine. */
final class Clock {
    private final long origin = System.nanoTime();

    Moment now() {
        return new Moment(System.nanoTime() - origin, Instant.now());
    }
}
