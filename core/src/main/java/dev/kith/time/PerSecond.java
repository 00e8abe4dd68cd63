package dev.kith.time;

import java.util.HashMap;
import java.util.Map;

/**
 * Lets so many things through in a second, and so many of one origin.
 *
 * @param <K> the origins
 */
public final class PerSecond<K> {
    private static final long SECOND = 1_000_000_000L;

    private final int inAll;
    private final int ofOne;
    private final Map<K, Integer> taken = new HashMap<>();
    private int all;
    private long ends;

    /** Nothing went through yet. */
    public PerSecond(int inAll, int ofOne) {
        this.inAll = inAll;
        this.ofOne = ofOne;
    }

    /** Takes a turn of that origin, if there is one; the answer is whether there was. */
    public boolean take(K origin, long now) {
        if (now >= ends) {
            ends = now + SECOND;
            taken.clear();
            all = 0;
        }
        boolean allowed = all < inAll && taken.getOrDefault(origin, 0) < ofOne;
        if (allowed) {
            all++;
            taken.merge(origin, 1, Integer::sum);
        }
        return allowed;
    }
}
