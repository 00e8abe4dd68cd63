package dev.kith.peer;

/** How the addresses of a node are translated on the way to others, as those see them (RFC 4787, 4.1). */
public enum Translation {
    /** Nobody has said how it sees the node. */
    UNKNOWN,
    /** Others see it at addresses of its own. */
    NONE,
    /** One sees it at another address than its own; nobody else does, so what others see is not known. */
    SEEN_BY_ONE,
    /** Others see it at the same address, though not at one of its own: others still can reach it there. */
    SAME_FOR_ALL,
    /** Each sees it at another address: nobody can be told where to reach it. */
    DIFFERS
}
