package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

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

    /** The narrowest scope of one of these addresses that has no place left. */
    Optional<Full> full(List<InetAddress> homes) {
        for (InetAddress home : homes) {
            Optional<Full> full = full(home);
            if (full.isPresent()) {
                return full;
            }
        }
        return taken >= limits.peers() ? Optional.of(new Full(taken + " peers", true, List.of())) : Optional.empty();
    }

    private Optional<Full> full(InetAddress home) {
        Subnet network = Subnet.of(home);
        List<Entry> around = byNetwork.getOrDefault(network, List.of());
        // Neighbours are looked for only where they can be too many, since every newcomer passes here.
        if (around.size() >= limits.perAddress()) {
            List<Entry> neighbours =
                    around.stream().filter(entry -> entry.isHomeAt(home)).toList();
            if (neighbours.size() >= limits.perAddress()) {
                String what = neighbours.size() + " peers of " + home.getHostAddress();
                return Optional.of(new Full(what, false, neighbours));
            }
        }
        return around.size() >= limits.perNetwork()
                ? Optional.of(new Full(around.size() + " peers of " + network, false, around))
                : Optional.empty();
    }

    void take(Entry entry) {
        for (Subnet network : networks(entry)) {
            byNetwork.computeIfAbsent(network, any -> new ArrayList<>()).add(entry);
        }
        taken++;
    }

    void free(Entry entry) {
        for (Subnet network : networks(entry)) {
            byNetwork.computeIfPresent(network, (any, holding) -> {
                holding.remove(entry);
                return holding.isEmpty() ? null : holding;
            });
        }
        taken--;
    }

    /** It was heard from there: that is where its place is from now on, if there is one left; the answer is whether there was. */
    boolean settle(Entry entry, InetAddress at) {
        free(entry);
        boolean settled = full(List.of(at)).isEmpty();
        if (settled) {
            entry.settle(at);
        }
        take(entry);
        return settled;
    }

    private static Set<Subnet> networks(Entry entry) {
        return entry.homes().stream().map(Subnet::of).collect(Collectors.toSet());
    }
}
