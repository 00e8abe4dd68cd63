package dev.kith.node;

import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;

/** What a node has to say, handed over while it is stepped. Must neither block nor call the node. */
public interface Outbox {
    /** Sends {@code beacon} to the beacon's group and port, by this interface. */
    void cast(String interfaceName, byte[] beacon);

    /** Sends to everybody, by every interface and family; and by directed broadcast too, if asked for. */
    void multicast(byte[] datagram, boolean broadcastToo);

    /** Sends to one address. */
    void send(Endpoint to, byte[] datagram);

    /**
     * Sends to one address, and asks the kernel besides whether anybody is there: what it says comes back as an
     * {@link Input.Refused}.
     */
    void knock(Endpoint to, byte[] datagram);

    /** The datagram that is taken now proves that somebody hears at its source, by the way it came. */
    default void proved(Endpoint at) {
        // Only who has several sockets has to know.
    }

    /** Tells the application, in one of its groups. */
    void emit(String group, Event event);

    /** Answers an {@link Input.Why} or {@link Input.Ping}, once. */
    void answer(String group, long question, Answer answer);
}
