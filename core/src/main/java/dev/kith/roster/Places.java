package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How many places of a roster are taken in all, by one address, and by one network: so that nobody who holds a few
 * addresses can take them all.
 */
final class Places {
    /** No place is left where one was wanted; whoever holds them is in the order they came. */
    record Full(String what, boolean inAll, List<Entry> holders) {}

    private final Limits limits;
    private final Map<Subnet, List<Entry>> byNetwork = new HashMap<>();
    private int taken;

    Places(Limits limits) {
        this.limits = limits;
    }

    /** The narrowest scope of an address that has no place left. */
    Optional<Full> full(InetAddress home) {
        Subnet network = Subnet.of(home);
        List<Entry> around = byNetwork.getOrDefault(network, List.of());
        // Neighbours are looked for only where they can be too many, since every newcomer passes here.
        if (around.size() >= limits.perAddress()) {
            List<Entry> neighbours =
                    around.stream().filter(entry -> entry.home().equals(home)).toList();
            if (neighbours.size() >= limits.perAddress()) {
                String what = neighbours.size() + " peers of " + home.getHostAddress();
                return Optional.of(new Full(what, false, neighbours));
            }
        }
        if (around.size() >= limits.perNetwork()) {
            return Optional.of(new Full(around.size() + " peers of " + network, false, around));
        }
        return taken >= limits.peers() ? Optional.of(new Full(taken + " peers", true, List.of())) : Optional.empty();
    }

    void take(Entry entry) {
        byNetwork
                .computeIfAbsent(Subnet.of(entry.home()), any -> new ArrayList<>())
                .add(entry);
        taken++;
    }

    void free(Entry entry) {
        byNetwork.computeIfPresent(Subnet.of(entry.home()), (any, holding) -> {
            taken -= holding.remove(entry) ? 1 : 0;
            return holding.isEmpty() ? null : holding;
        });
    }
}
