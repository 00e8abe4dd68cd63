package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Hosts that reach each other's addresses as they are: those of the open network, or those behind one address translation. */
final class Realm {
    private final Map<Endpoint, SimNode> nodes = new HashMap<>();
    /** Who is or was last at each address: a host outlives its process. */
    private final Map<Endpoint, SimNode> hosts = new LinkedHashMap<>();

    void enter(SimNode node, Endpoint at) {
        nodes.put(at, node);
        hosts.put(at, node);
    }

    void leave(Endpoint at) {
        nodes.remove(at);
    }

    /** Who is to be had at that address, though its process may have ended. */
    Optional<SimNode> nodeAt(Endpoint at) {
        return Optional.ofNullable(nodes.get(at));
    }

    Optional<SimNode> hostAt(Endpoint at) {
        return Optional.ofNullable(hosts.get(at));
    }

    /** The addresses where somebody was and nobody is. */
    List<Endpoint> free() {
        return hosts.entrySet().stream()
                .filter(host -> !host.getValue().isRunning()
                        || !host.getValue().address().equals(host.getKey()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
