package dev.kith.roster;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;

/**
 * How a record reached this node.
 *
 * @param from the source of the datagram
 * @param interfaceName the interface it came by, empty where that cannot be told
 * @param via multicast, unicast and so on
 * @param direct whether the peer itself sent it; else another passed it on
 * @param asked whether another said it because this node asked for it
 */
public record Source(Endpoint from, String interfaceName, Via via, boolean direct, boolean asked) {
    /** Of what nobody asked for. */
    public Source(Endpoint from, String interfaceName, Via via, boolean direct) {
        this(from, interfaceName, via, direct, false);
    }

    /** The same, of what one peer says of another. */
    public Source hearsay() {
        return new Source(from, interfaceName, via, false, false);
    }

    /** The same, of what one peer gives of others since this node asked it for that. */
    public Source given() {
        return new Source(from, interfaceName, via, false, true);
    }

    /** For people: {@code multicast 10.0.0.4:9779 eth0}. */
    public String path() {
        return via.name().toLowerCase(java.util.Locale.ROOT) + " " + from
                + (interfaceName.isEmpty() ? "" : " " + interfaceName);
    }
}
