package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord.About;
import dev.kith.trust.Access;
import dev.kith.trust.KeyRing;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;

/** What a node can be told. */
public sealed interface Input {
    /** Time passed; whatever is due is done. All sockets were drained before. */
    record Tick() implements Input {}

    /**
     * The network as it is now, at start and whenever it changed.
     *
     * @param interfaces the names of the usable interfaces
     * @param own where this node's own datagrams come from, the best for others first
     * @param copies how many datagrams one multicast is, by all interfaces and families
     */
    record Network(SortedSet<String> interfaces, List<Endpoint> own, int copies) implements Input {}

    /** The host slept: others may have given it up, and whoever did not answer meanwhile may well be there. */
    record Woke() implements Input {}

    /**
     * A datagram came to the beacon's port, by multicast or directly.
     *
     * @param from its source
     * @param interfaceName the interface it came by
     * @param datagram its whole content, any bytes; the node keeps no reference to it
     */
    @SuppressWarnings("ArrayRecordComponent") // nobody compares two of these, and a copy would cost every datagram
    record BeaconHeard(Endpoint from, String interfaceName, byte[] datagram) implements Input {}

    /**
     * A datagram of the native protocol came.
     *
     * @param from its source
     * @param interfaceName the interface it came by, empty where that cannot be told
     * @param via multicast when it came to the port that all hear, else unicast
     * @param datagram its whole content, any bytes; the node may keep it
     */
    @SuppressWarnings("ArrayRecordComponent") // as above
    record Heard(Endpoint from, String interfaceName, Via via, byte[] datagram) implements Input {}

    /**
     * The host of a peer says that nobody is at a port, of which it was asked by {@link Outbox#knock}.
     *
     * @param peer the address that was asked after
     * @param isOfPeer whether nobody is at that very port; else a port that is closed on any host answered so
     */
    record Refused(Endpoint peer, boolean isOfPeer) implements Input {}

    /**
     * Join a group; the node's endpoints are added to what it tells.
     *
     * @param group its name
     * @param about what to tell, without endpoints
     * @param access who may be in it
     */
    record Join(String group, About about, Access access) implements Input {
        /** An open group. */
        public Join(String group, About about) {
            this(group, about, Access.OPEN);
        }
    }

    /**
     * Have other keys in a closed group that was joined: the first of them seals from now on.
     *
     * @param group its name
     * @param keys at least one
     */
    record Rekey(String group, KeyRing keys) implements Input {}

    /**
     * Tell something new in a group that was joined.
     *
     * @param group its name
     * @param about what to tell, without endpoints
     */
    record Update(String group, About about) implements Input {}

    /** Cast the classic beacon under this name from now on, or no more. */
    record Cast(Optional<String> name) implements Input {}

    /**
     * Ask all who are there in a group what became of a peer; what they say comes by {@link Outbox#answer}.
     *
     * @param group its name
     * @param question a number of the caller's choice
     * @param peer who is meant
     * @param atMost nanoseconds until it is over, whoever has answered
     */
    record Why(String group, long question, PeerReference peer, long atMost) implements Input {}

    /**
     * Ask one peer in a group whether it is there; what comes of it comes by {@link Outbox#answer}.
     *
     * @param group its name
     * @param question a number of the caller's choice
     * @param peer who is asked
     * @param atMost nanoseconds until it is over
     */
    record Ping(String group, long question, PeerId peer, long atMost) implements Input {}

    /**
     * Members of a group may be at these addresses: all that one source knows now, in place of what it knew before.
     *
     * @param group its name
     * @param source who says so, for people
     * @param via what kind of source it is
     * @param endpoints the addresses; those beyond the first 64 are left out
     */
    record Candidates(String group, String source, Via via, List<Endpoint> endpoints) implements Input {
        /** Copies the list. */
        public Candidates {
            endpoints = List.copyOf(endpoints);
        }
    }

    /** Say goodbye in a group, and forget it. */
    record Leave(String group) implements Input {}
}
