package dev.kith.peer;

/** What a peer speaks. */
public enum Kind {
    /** The native protocol: a signed record, a real identity. */
    KITH,
    /** The plain beacon only: a name that anybody may say, and a source address. */
    CLASSIC
}
