package dev.kith.node;

import dev.kith.classic.Senders.AtAddress;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;

/** Which of those who cast beacons are peers of one group. Nobody's word makes one of them a peer, what comes from there does. */
final class Casters {
    private static final int QUESTIONS_A_SECOND = 20;
    private static final int QUESTIONS_A_SECOND_TO_ONE = 1;

    private final Roster roster;
    private final Asking asking;
    /** Beacons have no counter and may be forged, and an address may have earned many answers. */
    private final PerSecond<PeerId> questions = new PerSecond<>(QUESTIONS_A_SECOND, QUESTIONS_A_SECOND_TO_ONE);

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
                    .filter(peer -> questions.take(peer.id(), now.nanos()))
                    .ifPresent(peer -> asking.tryOnce(now, peer, source, out));
        }
    }
}
