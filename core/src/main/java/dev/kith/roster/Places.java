package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
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
    private static final int NETWORK_BYTES_4 = 3;
    private static final int NETWORK_BYTES_6 = 8;

    /** No place is left where one was wanted; whoever holds them is in the order they came. */
    record Full(String what, boolean inAll, Collection<PeerId> holders) {}

    private final Limits limits;
    private final Map<PeerId, InetAddress> homes = new HashMap<>();
    private final Map<InetAddress, Set<PeerId>> byAddress = new HashMap<>();
    private final Map<InetAddress, Set<PeerId>> byNetwork = new HashMap<>();

    Places(Limits limits) {
        this.limits = limits;
    }

    /** The narrowest scope of an address that has no place left. */
    Optional<Full> full(InetAddress home) {
        Set<PeerId> neighbours = byAddress.getOrDefault(home, Set.of());
        if (neighbours.size() >= limits.perAddress()) {
            return Optional.of(new Full(neighbours.size() + " peers of " + home.getHostAddress(), false, neighbours));
        }
        InetAddress network = network(home);
        Set<PeerId> around = byNetwork.getOrDefault(network, Set.of());
        if (around.size() >= limits.perNetwork()) {
            String text = network.getHostAddress() + "/" + networkBytes(home) * Byte.SIZE;
            return Optional.of(new Full(around.size() + " peers of " + text, false, around));
        }
        return homes.size() >= limits.peers()
                ? Optional.of(new Full(homes.size() + " peers", true, Set.of()))
                : Optional.empty();
    }

    void take(PeerId id, InetAddress home) {
        homes.put(id, home);
        byAddress.computeIfAbsent(home, any -> new LinkedHashSet<>()).add(id);
        byNetwork.computeIfAbsent(network(home), any -> new LinkedHashSet<>()).add(id);
    }

    void free(PeerId id) {
        InetAddress home = homes.remove(id);
        if (home != null) {
            remove(byAddress, home, id);
            remove(byNetwork, network(home), id);
        }
    }

    private static void remove(Map<InetAddress, Set<PeerId>> from, InetAddress scope, PeerId id) {
        from.computeIfPresent(scope, (any, holding) -> holding.remove(id) && holding.isEmpty() ? null : holding);
    }

    private static int networkBytes(InetAddress home) {
        return home instanceof Inet4Address ? NETWORK_BYTES_4 : NETWORK_BYTES_6;
    }

    private static InetAddress network(InetAddress home) {
        byte[] ip = home.getAddress();
        for (int at = networkBytes(home); at < ip.length; at++) {
            ip[at] = 0;
        }
        try {
            return InetAddress.getByAddress(ip);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("as many bytes as before are an address", impossible);
        }
    }
}
