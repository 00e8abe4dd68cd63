package dev.kith.cli;

import dev.kith.peer.Event;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Names as a person reads them: two peers may share one, and then each is shown with the beginning of its id. */
public final class ShownNames {
    private static final int DIGITS = 4;

    private final Map<String, Set<String>> idsByName = new HashMap<>();
    private final Map<String, String> nameById = new HashMap<>();

    /** The names in a list of peers. */
    public static ShownNames in(Collection<Peer> peers) {
        ShownNames names = new ShownNames();
        peers.forEach(names::add);
        return names;
    }

    /** As in {@code alice}, or {@code alice·3f9a}; a classic peer has no id, but an address. */
    public String of(Peer peer) {
        boolean unique = ids(peer.name()).stream().allMatch(peer.id()::equals);
        return unique || peer.kind() == Kind.CLASSIC ? peer.name() : peer.name() + beginning(peer.id());
    }

    /** The name of the peer that this is of; from then on it counts if it is there, and no more if it has gone. */
    String of(Event.Change change) {
        Peer peer = change.peer();
        String shown = of(peer);
        forget(peer.id());
        if (Counts.isThere(peer)) {
            add(peer);
        }
        return shown;
    }

    /** The name of whoever has that id, or its first digits if it is not known. */
    public String ofId(String id) {
        return Optional.ofNullable(nameById.get(id))
                .map(name -> ids(name).size() == 1 ? name : name + beginning(id))
                .orElse(id.substring(0, Math.min(DIGITS, id.length())));
    }

    private static String beginning(String id) {
        return "·" + id.substring(0, DIGITS);
    }

    /** How many names it holds. */
    int size() {
        return idsByName.size();
    }

    private Set<String> ids(String name) {
        return idsByName.getOrDefault(name, Set.of());
    }

    private void forget(String id) {
        String name = nameById.remove(id);
        if (name != null) {
            Set<String> ids = ids(name);
            ids.remove(id);
            if (ids.isEmpty()) {
                idsByName.remove(name);
            }
        }
    }

    private void add(Peer peer) {
        nameById.put(peer.id(), peer.name());
        idsByName.computeIfAbsent(peer.name(), any -> new HashSet<>()).add(peer.id());
    }
}
