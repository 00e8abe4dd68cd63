package dev.kith.peer;

/** What a node thinks of a peer. */
public enum Status {
    /** Heard, as often as it should be. */
    ALIVE,
    /** Silent beyond what is usual, and asked after. */
    SUSPECT,
    /** Crashed or cut off. */
    LOST,
    /** Said goodbye. */
    LEFT
}
