package dev.kith.peer;

import dev.kith.text.Printable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Another node, as this node sees it at one moment. Immutable; safe on any thread.
 *
 * @param id unique in a roster; {@code classic:ip:port} for a peer known by its beacon alone
 * @param kind what it speaks
 * @param name what it calls itself, {@link Printable}; a label only, two peers may share one
 * @param addresses where it was heard or says it is, best first
 * @param interfaces the names of the network interfaces of this host it was heard on
 * @param meta what it tells of itself, by key
 * @param services the ports of its named services
 * @param status what this node thinks of it
 * @param since when it got that status, by this node's clock
 * @param lastHeard when anything came from it
 * @param rtt the time to it and back, where measured
 * @param verified whether its identity was proven; never for a classic peer, which has none
 * @param via how it came to be known
 * @param keys the ids of the keys of a closed group that it has, that in use first; none in an open group
 */
public record Peer(
        String id,
        Kind kind,
        String name,
        List<Endpoint> addresses,
        List<String> interfaces,
        Map<String, String> meta,
        Map<String, Integer> services,
        Status status,
        Instant since,
        Optional<Instant> lastHeard,
        Optional<Duration> rtt,
        boolean verified,
        Set<Via> via,
        List<Integer> keys) {

    /** Copies the collections, sorts those that have no order of their own, and refuses a name that must not be shown. */
    public Peer {
        if (!Printable.is(name)) {
            throw new IllegalArgumentException(
                    "name '" + Printable.of(name) + "' holds characters that are not printable");
        }
        addresses = List.copyOf(addresses);
        interfaces = List.copyOf(interfaces);
        meta = sorted(meta);
        services = sorted(services);
        Set<Via> sources = EnumSet.noneOf(Via.class);
        sources.addAll(via);
        via = Collections.unmodifiableSet(sources);
        keys = List.copyOf(keys);
    }

    /** Where this peer's named service is: its best address, with the service's port; nothing if it has no such service. */
    public Optional<Endpoint> address(String service) {
        Integer port = services.get(service);
        return port == null
                ? Optional.empty()
                : addresses.stream().findFirst().map(best -> new Endpoint(best.ip(), port));
    }

    private static <V> Map<String, V> sorted(Map<String, V> map) {
        if (map.isEmpty()) {
            return Map.of();
        }
        SortedMap<String, V> copy = new TreeMap<>(map);
        return Collections.unmodifiableSortedMap(copy);
    }
}
