package dev.kith.peer;

import java.util.Optional;

/**
 * What a node says to all, and hears so, by one interface and way. A host hears its own multicast: where what was sent
 * does not come back, and nothing is heard of others, this host drops both.
 *
 * @param interfaceName the interface
 * @param way how all are spoken to
 * @param unheard why nothing can be heard so, if so
 * @param unsent why the last datagram could not be sent, if so
 * @param sent how many were sent
 * @param echoed how many of this node's own came back, those by broadcast among them
 * @param others how many came from others
 * @param isDropped whether what was sent lately did not come back, and nothing was heard of others meanwhile
 */
public record LinkHealth(
        String interfaceName,
        Way way,
        Optional<String> unheard,
        Optional<String> unsent,
        long sent,
        long echoed,
        long others,
        boolean isDropped) {
    /** Why nothing can be sent by a tunnel that leads to certain addresses alone, as those of WireGuard do. */
    public static final String NO_MULTICAST = "it carries no multicast";

    /** How all are spoken to. */
    public enum Way {
        /** The native group of IPv4. */
        IPV4,
        /** The native group of IPv6. */
        IPV6,
        /** The classic beacon. */
        BEACON
    }

    /** Whether the interface, as far as it said, can carry what is said to all; where it cannot, that is no fault. */
    public boolean carriesMulticast() {
        return !unsent.equals(Optional.of(NO_MULTICAST));
    }
}
