package dev.kith.join;

import dev.kith.peer.PeerId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Who answers an announcement that shows a poor view: of all who hear it, the three that come first in an order that
 * depends on the newcomer answer at once, the next three only to a repeat. So no group of any size answers in a storm.
 */
public final class Welcomes {
    private static final int FIRST_RANKS = 3;
    private static final int ALL_RANKS = 6;
    private static final int MAX_REMEMBERED = 256;

    private record Announced(long incarnation, int round) {}

    private final PeerId self;
    private final Map<PeerId, Announced> answered = new LinkedHashMap<>();

    /** The answers of one node. */
    public Welcomes(PeerId self) {
        this.self = self;
    }

    /**
     * Whether this node answers.
     *
     * @param round the same announcement comes by several interfaces and families, and is answered once
     * @param others everybody this node knows to be there
     */
    public boolean answers(PeerId newcomer, long incarnation, int round, Iterable<PeerId> others) {
        int ranks = round == 0 ? FIRST_RANKS : ALL_RANKS;
        if (rank(newcomer, others, ranks) >= ranks) {
            return false;
        }
        Announced announced = new Announced(incarnation, round);
        boolean repeated = round != Announcements.STEADY && announced.equals(answered.remove(newcomer));
        answered.put(newcomer, announced);
        if (answered.size() > MAX_REMEMBERED) {
            answered.remove(answered.keySet().iterator().next());
        }
        return !repeated;
    }

    private int rank(PeerId newcomer, Iterable<PeerId> others, int enough) {
        long own = newcomer.mixedWith(self);
        int before = 0;
        for (PeerId other : others) {
            if (!other.equals(newcomer)
                    && Long.compareUnsigned(newcomer.mixedWith(other), own) < 0
                    && ++before >= enough) {
                return before;
            }
        }
        return before;
    }
}
