package dev.kith.node;

import dev.kith.roster.Endpoint;
import java.util.Set;
import java.util.SortedSet;

/** What a node can be told. */
public sealed interface Input {
    /** Time passed; whatever is due is done. All sockets were drained before. */
    record Tick() implements Input {}

    /**
     * The network as it is now, at start and whenever it changed.
     *
     * @param interfaces the names of the usable interfaces
     * @param own the endpoints this node's own datagrams come from, of the recent past too
     */
    record Network(SortedSet<String> interfaces, Set<Endpoint> own) implements Input {}

    /**
     * A datagram came to the beacon's port, by multicast or directly.
     *
     * @param from its source
     * @param interfaceName the interface it came by
     * @param datagram its whole content, any bytes; the node keeps no reference to it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of these, and a copy would cost every datagram
    record BeaconHeard(Endpoint from, String interfaceName, byte[] datagram) implements Input {}
}
