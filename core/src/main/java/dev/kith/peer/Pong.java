package dev.kith.peer;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer of a peer that was asked whether it is there, and the way it came.
 *
 * @param peer the peer, as it is known by then
 * @param from where the answer came from: the peer, or, if it is relayed, who passed it on
 * @param interfaceName the interface of this host it came by, empty where that cannot be told
 * @param relayed whether another peer passed the question and the answer on
 * @param rtt the time there and back
 * @param hearsMulticast whether the peer hears what this node says to all, where its answers told
 * @param heardByMulticast whether this node has heard in this run what the peer says to all
 */
public record Pong(
        Peer peer,
        Endpoint from,
        String interfaceName,
        boolean relayed,
        Duration rtt,
        Optional<Boolean> hearsMulticast,
        boolean heardByMulticast)
        implements Answer {}
