package dev.kith.join;

import dev.kith.bound.Recent;
import dev.kith.peer.PeerId;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Who answers an announcement that shows a poor view: of all who hear it, the three that come first in an order that
 * depends on the newcomer answer at once, the next three only to a repeat. So no group of any size answers in a storm.
 */
public final class Welcomes {
    private static final int FIRST_RANKS = 3;
    private static final int ALL_RANKS = 6;
    /** All who hear it would be a storm: it may be somebody who cannot mend it any more. */
    private static final int CORRECTING_RANKS = 32;

    private static final int FIRST_ROUNDS = 2;
    private static final int MAX_REMEMBERED = 256;

    private final PeerId self;
    /** The announcement answered last, by its sender's counter. */
    private final Map<PeerId, Long> answered = Recent.byUse(MAX_REMEMBERED);

    /** The answers of one node. */
    public Welcomes(PeerId self) {
        this.self = self;
    }

    /**
     * Whether this node answers.
     *
     * @param counter tells announcements apart: one comes by several interfaces and families, and is answered once
     * @param round which announcement of a burst it is
     * @param others everybody this node knows to be there
     */
    public boolean answers(PeerId newcomer, long counter, int round, Stream<PeerId> others) {
        int ranks = round == 0 ? FIRST_RANKS : ALL_RANKS;
        if (Long.valueOf(counter).equals(answered.get(newcomer)) || rank(newcomer, others, ranks) >= ranks) {
            return false;
        }
        answered.put(newcomer, counter);
        return true;
    }

    /**
     * Whether this node corrects a peer that announces what is old: of the first announcements of a burst, three do; of later ones,
     * more, since the three may have come too late to know.
     */
    public boolean corrects(PeerId peer, int round, Stream<PeerId> others) {
        int ranks = round < FIRST_ROUNDS ? FIRST_RANKS : CORRECTING_RANKS;
        return rank(peer, others, ranks) < ranks;
    }

    private int rank(PeerId newcomer, Stream<PeerId> others, int enough) {
        long own = newcomer.mixedWith(self);
        return (int) others.filter(other -> Long.compareUnsigned(newcomer.mixedWith(other), own) < 0)
                .filter(other -> !other.equals(newcomer))
                .limit(enough)
                .count();
    }
}
