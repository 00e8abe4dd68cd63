package dev.kith.roster;

import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What a node knows, in a count and 64 bits: the exclusive or of what each verified record that is held to be there
 * contributes, this node's own included. Kept up to date as the roster changes, with the values of the last two seconds:
 * news on its way is no difference of opinion.
 */
public final class Fingerprint {
    private static final long RECENT = 2_000_000_000L;

    private record Was(long until, long value) {}

    private final Deque<Was> before = new ArrayDeque<>();
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
        return other == value || before.stream().anyMatch(was -> was.value() == other);
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
        value ^= share;
        changed = now;
    }

    private void forget(long now) {
        while (!before.isEmpty() && before.peek().until() < now) {
            before.poll();
        }
    }
}
