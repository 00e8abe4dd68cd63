package dev.kith.cli.doctor;

/** How bad something is. */
public enum Level {
    /** As it should be. */
    OK,
    /** Something may be hidden, or will be. */
    WARN,
    /** Something hides peers, or this node. */
    FAIL
}
