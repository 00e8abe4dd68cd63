package dev.kith.watch;

/** What a node found who asked after a peer, as it tells others. */
public enum Finding {
    /** It answers. */
    HEARS,
    /** It does not answer, and nothing more is known. */
    SILENT,
    /** It does not answer, but its host does: the process stands still. */
    STALLED,
    /** Its host says that nobody is at its port, or another node answers there: the process is gone. */
    GONE,
    /** It has not answered for long enough, and was given up. */
    LOST
}
