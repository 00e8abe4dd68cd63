package dev.kith.cli;

import dev.kith.peer.Event;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Names as a person reads them: two peers may share one, and then each is shown with the beginning of its id. */
public final class ShownNames {
    private static final int DIGITS = 4;

    private final Map<String, Set<String>> idsByName = new HashMap<>();

    /** The names in a list of peers. */
    public static ShownNames in(Collection<Peer> peers) {
        ShownNames names = new ShownNames();
        peers.forEach(names::add);
        return names;
    }

    /** As in {@code alice}, or {@code alice·3f9a}; a classic peer has no id, but an address. */
    public String of(Peer peer) {
        boolean unique = idsByName.getOrDefault(peer.name(), Set.of()).stream().allMatch(peer.id()::equals);
        return unique || peer.kind() == Kind.CLASSIC ? peer.name() : peer.name() + beginning(peer.id());
    }

    /** The name of the peer that this is of; from then on it counts if it is there, and no more if it has gone. */
    String of(Event.Change change) {
        Peer peer = change.peer();
        String shown = of(peer);
        idsByName.values().forEach(ids -> ids.remove(peer.id()));
        if (Counts.isThere(peer)) {
            add(peer);
        }
        return shown;
    }

    /** The name of whoever has that id, or its first digits if it is not known. */
    public String ofId(String id) {
        return idsByName.entrySet().stream()
                .filter(entry -> entry.getValue().contains(id))
                .map(entry -> entry.getValue().size() == 1 ? entry.getKey() : entry.getKey() + beginning(id))
                .findFirst()
                .orElse(id.substring(0, Math.min(DIGITS, id.length())));
    }

    private static String beginning(String id) {
        return "·" + id.substring(0, DIGITS);
    }

    private void add(Peer peer) {
        idsByName.computeIfAbsent(peer.name(), any -> new HashSet<>()).add(peer.id());
    }
}
