package dev.kith.node;

import dev.kith.roster.Event;

/** What a node has to say, handed over while it is stepped. Must neither block nor call the node. */
public interface Outbox {
    /** Sends {@code beacon} to the beacon's group and port, by this interface. */
    void cast(String interfaceName, byte[] beacon);

    /** Tells the application. */
    void emit(Event event);
}
