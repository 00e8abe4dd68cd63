package dev.kith.join;

import dev.kith.time.Timers;
import java.util.Optional;

/**
 * When a node announces itself: in a burst at start, after a wake-up and on a new network, twice when it says something
 * new, and now and then in between.
 */
public final class Announcements {
    private static final long MILLI = 1_000_000L;
    private static final long[] BURST = {0, 100 * MILLI, 500 * MILLI, 2000 * MILLI};
    private static final long REPEAT = 100 * MILLI;
    private static final long STEADY_AT_LEAST = 10_000 * MILLI;
    /** All announcements of a group together stay below this many bytes a second. */
    private static final long GROUP_BYTES_A_SECOND = 2000;

    /** The round of an announcement that is not of a burst. */
    public static final int STEADY = 255;

    private static final int NEWS = 254;

    private final Timers<Integer> rounds = new Timers<>();

    /** Announces nothing until told to. */
    public Announcements() {}

    /** Begins the burst of a start. */
    public void burst(long now) {
        for (int round = 0; round < BURST.length; round++) {
            rounds.arm(round, now + BURST[round]);
        }
    }

    /** Says something new: at once, and once more. */
    public void news(long now) {
        rounds.arm(STEADY, now);
        rounds.arm(NEWS, now + REPEAT);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return rounds.next();
    }

    /**
     * Takes the round of an announcement that is due.
     *
     * @param nodes how many there are, which spaces the steady ones
     * @param bytes how long an announcement is
     * @param chance evenly spread, so that nodes do not keep step
     */
    public Optional<Integer> takeDue(long now, int nodes, int bytes, long chance) {
        Optional<Integer> round = rounds.takeDue(now);
        if (round.isEmpty()) {
            return round;
        }
        rounds.arm(STEADY, now + steady(nodes, bytes, chance));
        return Optional.of(round.get() == NEWS ? STEADY : round.get());
    }

    private static long steady(int nodes, int bytes, long chance) {
        long period = Math.max(STEADY_AT_LEAST, (long) nodes * bytes * 1000 * MILLI / GROUP_BYTES_A_SECOND);
        // Between three and five quarters of the period.
        return period / 4 * 3 + Math.floorMod(chance, period / 2);
    }
}
