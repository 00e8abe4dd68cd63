package dev.kith.sim;

import dev.kith.time.Moment;
import java.time.Duration;
import java.time.Instant;

/** The clocks of one host: its monotonic one may run a little fast or slow, its wall clock may be wrong and may jump. */
final class Clock {
    /** What drift is counted in: hundredths of a percent. */
    private static final long WHOLE = 10_000;

    private long drift;
    /** When the drift changed last, by the time of the world and by its own. */
    private long since;

    private long then;
    private Duration ahead;

    Clock(Duration ahead) {
        this.ahead = ahead;
    }

    /** What it shows. */
    Moment read(Moment world) {
        return new Moment(own(world.nanos()), world.wall().plus(ahead));
    }

    /** From now on it gains so many hundredths of a percent, or loses them. */
    void drift(long now, long hundredths) {
        then = own(now);
        since = now;
        drift = hundredths;
    }

    /** The wall clock is set. */
    void jump(Duration by) {
        ahead = ahead.plus(by);
    }

    /** What the wall clock shows. */
    Instant wall(Instant world) {
        return world.plus(ahead);
    }

    /** When it will show at least that, by the time of the world; never stays never. */
    long whenItShows(long own) {
        if (own == Long.MAX_VALUE || (drift == 0 && since == then)) {
            return own;
        }
        long at = since + Math.floorDiv((own - then) * WHOLE, WHOLE + drift);
        while (own(at) < own) {
            at++;
        }
        return at;
    }

    private long own(long now) {
        return then + now - since + Math.floorDiv((now - since) * drift, WHOLE);
    }
}
