package dev.kith.repair;

import dev.kith.peer.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * When another that knows something else is asked for what it knows: not while news is on its way, and not again with the
 * same two views within ten seconds.
 */
public final class Differences {
    private static final long SAME_AGAIN_AFTER = 10_000_000_000L;
    private static final int MAX_REMEMBERED = 256;

    private record Tried(long mine, long theirs, long at) {}

    private final Map<PeerId, Tried> tried = new LinkedHashMap<>();

    /** Remembers nothing yet. */
    public Differences() {}

    /** Whether to ask {@code other} now, given that the views differ; then it counts as asked. */
    public boolean ask(PeerId other, long mine, long theirs, long now) {
        Tried last = tried.remove(other);
        boolean same = last != null && last.mine() == mine && last.theirs() == theirs;
        if (same && now - last.at() < SAME_AGAIN_AFTER) {
            tried.put(other, last);
            return false;
        }
        tried.put(other, new Tried(mine, theirs, now));
        if (tried.size() > MAX_REMEMBERED) {
            tried.remove(tried.keySet().iterator().next());
        }
        return true;
    }
}
