package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How many places of a roster are taken in all, by one address, and by one network: so that nobody who holds a few
 * addresses can take them all.
 */
final class Places {
    /** No place is left where one was wanted; whoever holds them is in the order they came. */
    record Full(String what, boolean inAll, Collection<PeerId> holders) {}

    private final Limits limits;
    private final Map<PeerId, InetAddress> homes = new HashMap<>();
    private final Map<InetAddress, Set<PeerId>> byAddress = new HashMap<>();
    private final Map<Subnet, Set<PeerId>> byNetwork = new HashMap<>();

    Places(Limits limits) {
        this.limits = limits;
    }

    /** The narrowest scope of an address that has no place left. */
    Optional<Full> full(InetAddress home) {
        Set<PeerId> neighbours = byAddress.getOrDefault(home, Set.of());
        if (neighbours.size() >= limits.perAddress()) {
            return Optional.of(new Full(neighbours.size() + " peers of " + home.getHostAddress(), false, neighbours));
        }
        Subnet network = Subnet.of(home);
        Set<PeerId> around = byNetwork.getOrDefault(network, Set.of());
        if (around.size() >= limits.perNetwork()) {
            return Optional.of(new Full(around.size() + " peers of " + network, false, around));
        }
        return homes.size() >= limits.peers()
                ? Optional.of(new Full(homes.size() + " peers", true, Set.of()))
                : Optional.empty();
    }

    void take(PeerId id, InetAddress home) {
        homes.put(id, home);
        byAddress.computeIfAbsent(home, any -> new LinkedHashSet<>()).add(id);
        byNetwork.computeIfAbsent(Subnet.of(home), any -> new LinkedHashSet<>()).add(id);
    }

    void free(PeerId id) {
        InetAddress home = homes.remove(id);
        if (home != null) {
            remove(byAddress, home, id);
            remove(byNetwork, Subnet.of(home), id);
        }
    }

    private static <S> void remove(Map<S, Set<PeerId>> from, S scope, PeerId id) {
        from.computeIfPresent(scope, (any, holding) -> holding.remove(id) && holding.isEmpty() ? null : holding);
    }
}
