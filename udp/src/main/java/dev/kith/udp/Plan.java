package dev.kith.udp;

import dev.kith.peer.Endpoint;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a driver is to do.
 *
 * @param interfaces on which interfaces; none named means all that are usable
 * @param toAll how the native protocol reaches everybody, or nothing to leave it out
 * @param hops how many routers multicast may pass, and one
 * @param hearsBeacon whether to hear the classic beacon
 * @param silent whether to send nothing at all
 * @param own where its own datagrams come from
 */
public record Plan(
        Set<String> interfaces, Optional<Shared> toAll, int hops, boolean hearsBeacon, boolean silent, Own own) {
    /** Copies the set. */
    public Plan {
        interfaces = Set.copyOf(interfaces);
    }

    /**
     * Where the node's own datagrams come from.
     *
     * @param port the port of its own sockets, 0 for any that is free
     * @param advertised addresses to tell before those of this host; port 0 stands for its own
     */
    public record Own(int port, List<Endpoint> advertised) {
        /** Any port, and the addresses of this host. */
        public static final Own ANY = new Own(0, List.of());

        /** Copies the list. */
        public Own {
            advertised = List.copyOf(advertised);
        }
    }

    /** The multicast groups and the port that all nodes hear. */
    public record Shared(Inet4Address group4, Inet6Address group6, int port) {}
}
