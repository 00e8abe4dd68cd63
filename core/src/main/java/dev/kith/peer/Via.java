package dev.kith.peer;

/** How a peer came to be known. */
public enum Via {
    /** Heard by multicast. */
    MULTICAST,
    /** Heard by directed broadcast. */
    BROADCAST,
    /** Heard from itself, directly. */
    UNICAST,
    /** Heard by the classic beacon. */
    BEACON,
    /** Found at an address that was given. */
    SEED,
    /** Found by a name in the DNS. */
    DNS,
    /** Found where it was last time. */
    CACHE,
    /** Found through a distributed hash table. */
    DHT,
    /** Introduced by a peer that both know. */
    INTRODUCED,
    /** Reached only through a peer that passes datagrams on. */
    RELAYED
}
