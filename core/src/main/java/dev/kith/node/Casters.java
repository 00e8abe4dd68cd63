package dev.kith.node;

import dev.kith.classic.Senders.AtAddress;
import dev.kith.peer.Endpoint;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;

/** Which of those who cast beacons are peers of one group. Nobody's word makes one of them a peer, what comes from there does. */
final class Casters {
    private final Roster roster;
    private final Asking asking;

    Casters(Membership.Group parts, Asking asking) {
        this.roster = parts.roster();
        this.asking = asking;
    }

    AtAddress whoIsAt(Moment now, Endpoint source) {
        if (roster.isAt(source, now.nanos())) {
            return AtAddress.PEER;
        }
        return roster.mayBeAt(source, now.nanos()) ? AtAddress.UNCHECKED : AtAddress.NOBODY;
    }

    /** A beacon came from there. A peer that says it is there may answer elsewhere, and would be listed twice unless it is asked there. */
    void heard(Moment now, Endpoint source, Outbox out) {
        if (whoIsAt(now, source) == AtAddress.UNCHECKED) {
            roster.whoSaysItIsAt(source)
                    .filter(Entry::isVerified)
                    .ifPresent(peer -> asking.tryAt(now, peer, source, out));
        }
    }
}
