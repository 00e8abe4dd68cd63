package dev.kith.peer;

import dev.kith.peer.Event.What;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A change of a peer that was told before, without the peer.
 *
 * @param what the change
 * @param evidence why
 * @param time when, by the clock of the node that told it
 */
public record Past(What what, Evidence evidence, Instant time) {
    /** So many changes of each peer are kept, the last ones. */
    public static final int KEPT = 32;

    /** The same changes and one more, without the oldest where they would be more than {@value #KEPT}. */
    public static List<Past> with(List<Past> before, Past next) {
        List<Past> changes = new ArrayList<>(before.subList(Math.max(0, before.size() + 1 - KEPT), before.size()));
        changes.add(next);
        return List.copyOf(changes);
    }
}
