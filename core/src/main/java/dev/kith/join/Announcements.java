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

    /** The round of one that is said to an address at which a member may be, who is to answer whatever it knows. */
    public static final int CONTACT = 253;

    private static final int NEWS = 254;

    private final Timers<Integer> rounds = new Timers<>();
    private long lastNews = Long.MIN_VALUE / 2;

    /** Announces nothing until told to. */
    public Announcements() {}

    /** Begins the burst of a start. */
    public void burst(long now) {
        for (int round = 0; round < BURST.length; round++) {
            rounds.arm(round, now + BURST[round]);
        }
    }

    /** Says something new: at once, but at most ten times a second, and once more. */
    public void news(long now) {
        long at = Math.max(now, lastNews + REPEAT);
        rounds.arm(STEADY, at);
        rounds.arm(NEWS, at + REPEAT);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return rounds.next();
    }

    /**
     * Takes the round of an announcement that is due.
     *
     * @param nodes how many there are, which spaces the steady ones
     * @param bytes how long an announcement is, in all the copies of it that are sent
     * @param chance evenly spread, so that nodes do not keep step
     */
    public Optional<Integer> takeDue(long now, int nodes, int bytes, long chance) {
        Optional<Integer> round = rounds.takeDue(now);
        if (round.isEmpty()) {
            return round;
        }
        if (round.get() == STEADY) {
            lastNews = now;
        }
        rounds.arm(STEADY, now + steady(nodes, bytes, chance));
        return Optional.of(round.get() == NEWS ? STEADY : round.get());
    }

    /** The longest that two steady announcements of a node may be apart. */
    public static long longestGap(int nodes, int bytes) {
        return period(nodes, bytes) / 4 * 5;
    }

    private static long period(int nodes, int bytes) {
        return Math.max(STEADY_AT_LEAST, (long) nodes * bytes * 1000 * MILLI / GROUP_BYTES_A_SECOND);
    }

    /** Between three and five quarters of the period. */
    private static long steady(int nodes, int bytes, long chance) {
        long period = period(nodes, bytes);
        return period / 4 * 3 + Math.floorMod(chance, period / 2);
    }
}
