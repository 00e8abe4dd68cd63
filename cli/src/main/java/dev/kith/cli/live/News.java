package dev.kith.cli.live;

import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** The last news of each peer, and what was said lately of this node. For one thread. */
final class News {
    /** So many changes of each peer are kept. */
    static final int KEPT = 8;
    /** As long as a saying that does not last is shown. */
    static final Duration SHOWN = Duration.ofMinutes(1);

    private static final int SAID_KEPT = 8;

    private final Map<String, List<Event.Change>> changes = new HashMap<>();
    private final Deque<Event.Degraded> said = new ArrayDeque<>();

    void add(Event event) {
        if (event instanceof Event.Change change) {
            List<Event.Change> before = changes.getOrDefault(change.peer().id(), List.of());
            List<Event.Change> after =
                    new ArrayList<>(before.subList(Math.max(0, before.size() + 1 - KEPT), before.size()));
            after.add(change);
            changes.put(change.peer().id(), List.copyOf(after));
        } else {
            said.addLast((Event.Degraded) event);
            if (said.size() > SAID_KEPT) {
                said.removeFirst();
            }
        }
    }

    /** The changes of these peers; those of others are forgotten. */
    Map<String, List<Event.Change>> of(Collection<Peer> peers) {
        Set<String> ids = peers.stream().map(Peer::id).collect(Collectors.toSet());
        changes.keySet().retainAll(ids);
        return Map.copyOf(changes);
    }

    /** What was said in the last minute, the oldest first. */
    List<Event.Degraded> said(Instant now) {
        said.removeIf(event -> event.time().plus(SHOWN).isBefore(now));
        return List.copyOf(said);
    }
}
