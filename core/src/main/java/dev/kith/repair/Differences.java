package dev.kith.repair;

import dev.kith.bound.Recent;
import dev.kith.peer.PeerId;
import java.util.Map;

/**
 * When another that knows something else is asked for what it knows: at most once in ten seconds, and no more with
 * the same two views once all it had has come.
 */
public final class Differences {
    private static final long AGAIN_AFTER = 10_000_000_000L;
    private static final int MAX_REMEMBERED = 10_000;

    private record Tried(long mine, long theirs, long at, boolean done) {}

    private final Map<PeerId, Tried> tried = Recent.byUse(MAX_REMEMBERED);
    /** When others were told last that their views differ. */
    private final Map<PeerId, Long> told = Recent.byUse(MAX_REMEMBERED);

    /** Remembers nothing yet. */
    public Differences() {}

    /** Whether to ask {@code other} now, given that the views differ; then it counts as asked. */
    public boolean ask(PeerId other, long mine, long theirs, long now) {
        Tried last = tried.get(other);
        boolean same = last != null && last.done() && last.mine() == mine && last.theirs() == theirs;
        if (same || (last != null && now - last.at() < AGAIN_AFTER)) {
            return false;
        }
        tried.put(other, new Tried(mine, theirs, now, false));
        return true;
    }

    /** Another compared its view with this node's, and was told whether they differ. */
    public void told(PeerId other, boolean differs, long now) {
        if (differs) {
            told.put(other, now);
        } else {
            told.remove(other);
        }
    }

    /** Whether another was told lately that the views differ: it gets what it misses by that, but this node does not. */
    public boolean wasTold(PeerId other, long now) {
        Long last = told.get(other);
        return last != null && now - last < AGAIN_AFTER;
    }

    /** All it had has come. */
    public void done(PeerId other) {
        tried.computeIfPresent(other, (any, last) -> new Tried(last.mine(), last.theirs(), last.at(), true));
    }
}
