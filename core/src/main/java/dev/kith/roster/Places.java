package dev.kith.roster;

import dev.kith.peer.Limits;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How many places of a roster are taken in all, by one address, and by one network: so that nobody who holds a few
 * addresses can take them all.
 */
final class Places {
    /** No place is left where one was wanted; whoever holds them is in the order they came. */
    record Full(String what, boolean inAll, List<Entry> holders) {}

    private final Limits limits;
    /** Who is there, or is said to be. */
    private final Map<Subnet, List<Entry>> homes = new HashMap<>();
    /** Of whom others tell, by where these tell it. */
    private final Map<Subnet, List<Entry>> passedOn = new HashMap<>();

    private int taken;

    Places(Limits limits) {
        this.limits = limits;
    }

    /** The narrowest scope that has no place left of those where this one takes one. */
    Optional<Full> full(Entry newcomer) {
        return full(newcomer.home(), homes)
                .or(() -> newcomer.passedOnBy().flatMap(by -> full(by, passedOn)))
                .or(() -> taken >= limits.peers()
                        ? Optional.of(new Full(taken + " peers", true, List.of()))
                        : Optional.empty());
    }

    private Optional<Full> full(InetAddress at, Map<Subnet, List<Entry>> among) {
        Subnet network = Subnet.of(at);
        // Neighbours are looked for only where they can be too many, since every newcomer passes here.
        if (in(homes, network).size() + in(passedOn, network).size() >= limits.perAddress()) {
            List<Entry> neighbours = Stream.of(homes, passedOn)
                    .flatMap(places -> in(places, network).stream())
                    .filter(entry -> entry.isHomeAt(at))
                    .distinct()
                    .toList();
            if (neighbours.size() >= limits.perAddress()) {
                String what = neighbours.size() + " peers of " + at.getHostAddress();
                return Optional.of(new Full(what, false, neighbours));
            }
        }
        List<Entry> around = in(among, network);
        return around.size() >= limits.perNetwork()
                ? Optional.of(new Full(around.size() + " peers of " + network, false, around))
                : Optional.empty();
    }

    private static List<Entry> in(Map<Subnet, List<Entry>> places, Subnet network) {
        return places.getOrDefault(network, List.of());
    }

    void take(Entry entry) {
        take(homes, entry.home(), entry);
        entry.passedOnBy().ifPresent(by -> take(passedOn, by, entry));
        taken++;
    }

    private static void take(Map<Subnet, List<Entry>> places, InetAddress at, Entry entry) {
        places.computeIfAbsent(Subnet.of(at), any -> new ArrayList<>()).add(entry);
    }

    void free(Entry entry) {
        free(homes, entry.home(), entry);
        entry.passedOnBy().ifPresent(by -> free(passedOn, by, entry));
        taken--;
    }

    private static void free(Map<Subnet, List<Entry>> places, InetAddress at, Entry entry) {
        places.computeIfPresent(Subnet.of(at), (any, holding) -> {
            holding.remove(entry);
            return holding.isEmpty() ? null : holding;
        });
    }

    /** It was heard from there: that is where its place is from now on, if there is one left; the answer is whether there was. */
    boolean settle(Entry entry, InetAddress at) {
        free(entry);
        boolean settled = full(at, homes).isEmpty();
        if (settled) {
            entry.settle(at);
        }
        take(entry);
        return settled;
    }
}
