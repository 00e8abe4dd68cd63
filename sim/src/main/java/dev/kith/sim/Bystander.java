package dev.kith.sim;

import dev.kith.peer.Endpoint;

/** Somebody on the network who is no node of a world. */
interface Bystander {
    /** A node says something to all. */
    void overhear(SimNode from, byte[] datagram);

    /** A node says something to one address, which only somebody on the way hears. */
    default void overhear(SimNode from, Endpoint to, byte[] datagram) {}

    /** A node says something to an address where no node is. */
    default void hear(SimNode from, Endpoint to, byte[] datagram) {}

    /** Whether it plays the node of that id. */
    default boolean plays(String id) {
        return false;
    }
}
