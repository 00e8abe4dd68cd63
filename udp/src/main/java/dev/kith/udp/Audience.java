package dev.kith.udp;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import java.util.List;

/** What the loop of a {@link Driver} tells; called on the loop's thread only, and must not block. */
public interface Audience {
    /** How the reason begins that stands where the loop ended by a fault. */
    String STOPPED = "the node stopped: ";

    /** An event in one of the groups. */
    void news(String group, Event event);

    /**
     * The node is as it is after some steps; events told before are of these.
     *
     * @param whole whether what changes with every datagram is to be told as well, which no event speaks of
     */
    void told(Node node, boolean whole, List<Event.Degraded> standing);

    /** The answer to an {@link Input.Why} or {@link Input.Ping} of one of the groups. */
    void answered(String group, long question, Answer answer);

    /** The usable interfaces, at start and when they change. */
    void onNetwork(List<String> interfaces, List<Endpoint> own);

    /** The last call. */
    void ended();
}
