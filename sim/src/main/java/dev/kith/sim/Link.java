package dev.kith.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How the network treats datagrams at a moment.
 *
 * @param loss how likely one is lost, 0 to 1
 * @param duplicates how likely one comes twice
 * @param delay the least time in nanoseconds from one host to another
 * @param jitter at most so much more, evenly spread; more than the gap between two datagrams reorders them
 */
public record Link(double loss, double duplicates, long delay, long jitter) {
    /** A quiet local network: 0.1 ms, nothing lost. */
    public static final Link QUIET = new Link(0, 0, 100_000, 20_000);

    /** After how long the copies of one datagram arrive: none when it is lost, two when it is duplicated. */
    List<Long> copies(SplittableRandom chance) {
        List<Long> delays = new ArrayList<>();
        if (chance.nextDouble() >= loss) {
            delays.add(delay(chance));
            if (chance.nextDouble() < duplicates) {
                delays.add(delay(chance));
            }
        }
        return delays;
    }

    private long delay(SplittableRandom chance) {
        return delay + (jitter > 0 ? chance.nextLong(jitter) : 0);
    }
}
