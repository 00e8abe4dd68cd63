package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
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

    private record Scope(String name, int most) {}

    private final Limits limits;
    private final Map<PeerId, List<Scope>> scopes = new HashMap<>();
    private final Map<Scope, Set<PeerId>> holders = new HashMap<>();

    Places(Limits limits) {
        this.limits = limits;
    }

    /** The narrowest scope of an address that has no place left. */
    Optional<Full> full(InetAddress home) {
        for (Scope scope : scopes(home)) {
            Set<PeerId> holding = holders.getOrDefault(scope, Set.of());
            if (holding.size() >= scope.most()) {
                return Optional.of(new Full(
                        holding.size() + " peers" + scope.name(), scope.name().isEmpty(), holding));
            }
        }
        return Optional.empty();
    }

    void take(PeerId id, InetAddress home) {
        List<Scope> taken = scopes(home);
        scopes.put(id, taken);
        taken.forEach(scope ->
                holders.computeIfAbsent(scope, any -> new LinkedHashSet<>()).add(id));
    }

    void free(PeerId id) {
        List<Scope> taken = scopes.remove(id);
        if (taken != null) {
            taken.forEach(scope -> holders.computeIfPresent(
                    scope, (any, holding) -> holding.remove(id) && holding.isEmpty() ? null : holding));
        }
    }

    private List<Scope> scopes(InetAddress home) {
        return List.of(
                new Scope(" of " + home.getHostAddress(), limits.perAddress()),
                new Scope(" of " + network(home), limits.perNetwork()),
                new Scope("", limits.peers()));
    }

    private static String network(InetAddress home) {
        byte[] ip = home.getAddress();
        int length = home instanceof Inet4Address ? NETWORK_BYTES_4 : NETWORK_BYTES_6;
        for (int at = length; at < ip.length; at++) {
            ip[at] = 0;
        }
        try {
            return InetAddress.getByAddress(ip).getHostAddress() + "/" + length * Byte.SIZE;
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("as many bytes as before are an address", impossible);
        }
    }
}
