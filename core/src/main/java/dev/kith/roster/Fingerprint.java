package dev.kith.roster;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;

/**
 * What a node knows, in a count and 64 bits: the exclusive or of what each verified record that is held to be there
 * contributes, this node's own included. Kept up to date as the roster changes, with the values of the last two seconds:
 * news on its way is no difference of opinion.
 */
public final class Fingerprint {
    private static final long RECENT = 2_000_000_000L;

    private record Was(long until, long value) {}

    private final Deque<Was> before = new ArrayDeque<>();
    /** How often each value is among those: in a start of thousands there are thousands. */
    private final Map<Long, Integer> times = new HashMap<>();

    private long value;
    private int count = 1;
    private long changed;

    Fingerprint(long self, long now) {
        value = self;
        changed = now;
    }

    /** The value now. */
    public long value() {
        return value;
    }

    /** How many nodes it is of. */
    public int count() {
        return count;
    }

    /** Whether {@code other} is what is known here, or was within the last two seconds. */
    public boolean isOrWas(long other, long now) {
        forget(now);
        return other == value || times.containsKey(other);
    }

    /** Whether nothing has changed here for two seconds. */
    public boolean isSettled(long now) {
        return now - changed >= RECENT;
    }

    void add(long share, long now) {
        toggle(share, now);
        count++;
    }

    void remove(long share, long now) {
        toggle(share, now);
        count--;
    }

    void toggle(long share, long now) {
        forget(now);
        before.add(new Was(now + RECENT, value));
        times.merge(value, 1, Integer::sum);
        value ^= share;
        changed = now;
    }

    private void forget(long now) {
        for (Was was = before.peek(); was != null && was.until() < now; was = before.peek()) {
            before.remove();
            times.computeIfPresent(was.value(), (value, many) -> many == 1 ? null : many - 1);
        }
    }
}
