package dev.kith.cli;

import dev.kith.peer.PeerReference;
import dev.kith.text.Printable;

/** The PEER of a command: who is meant. */
final class PeerArgument {
    static final String DESCRIPTION = "a name, an id or its first 4 digits or more, or an address";

    private PeerArgument() {}

    /**
     * Refuses what can mean nobody, before anything is opened.
     *
     * @throws IllegalArgumentException naming it and the rule
     */
    static void require(String peer) {
        if (!PeerReference.isText(peer)) {
            throw new IllegalArgumentException("PEER '%s' is not 1 to %d bytes of UTF-8 without control characters"
                    .formatted(Printable.of(peer), PeerReference.MAX_BYTES));
        }
    }
}
