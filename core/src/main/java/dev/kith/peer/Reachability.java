package dev.kith.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How a node and a peer reach each other.
 *
 * @param peer the peer
 * @param paths its addresses, the best first
 * @param hearsMulticast whether it hears what this node says to all, where its answers told
 * @param relay who passes on what they ask each other, while it answers so alone
 */
public record Reachability(Peer peer, List<Path> paths, Optional<Boolean> hearsMulticast, Optional<Relay> relay) {
    /** What is known of an address of a peer. */
    public enum Outcome {
        /** It answers there. */
        ANSWERS,
        /** It was heard from there, and has not answered there yet. */
        HEARD,
        /** It was asked there, and did not answer. */
        SILENT,
        /** It was not asked there yet, or means something on another link only. */
        UNTRIED
    }

    /**
     * One address of a peer.
     *
     * @param at the address
     * @param outcome what is known of it
     * @param rtt the time there and back, where it answers
     */
    public record Path(Endpoint at, Outcome outcome, Optional<Duration> rtt) {}

    /**
     * Another member between the two.
     *
     * @param at where it is
     * @param rtt the time to the peer and back, by way of it
     */
    public record Relay(Endpoint at, Duration rtt) {}

    /**
     * All of a group, as one node sees it.
     *
     * @param told the addresses that others are told of this node
     * @param translation how its addresses are translated on the way to others
     * @param peers everybody that is there
     */
    public record Survey(List<Endpoint> told, Translation translation, List<Reachability> peers) {
        /** Copies the lists. */
        public Survey {
            told = List.copyOf(told);
            peers = List.copyOf(peers);
        }
    }

    /** Copies the list. */
    public Reachability {
        paths = List.copyOf(paths);
    }
}
