package dev.kith.sim;

import java.util.HashMap;
import java.util.Map;

/** What kept nodes from hearing each other, and until when: who is lost for such a reason is lost rightly. */
final class Troubles {
    private record Way(SimNode from, SimNode to) {}

    private final Map<Way, Long> blockedUntil = new HashMap<>();
    private final Map<Way, Long> rejectedUntil = new HashMap<>();
    private final Map<SimNode, Long> disturbedUntil = new HashMap<>();

    void block(SimNode from, SimNode to, long until) {
        blockedUntil.merge(new Way(from, to), until, Math::max);
        disturb(from, until);
        disturb(to, until);
    }

    boolean isBlocked(SimNode from, SimNode to, long now) {
        return !blockedUntil.isEmpty() && blockedUntil.getOrDefault(new Way(from, to), now) > now;
    }

    /** The same, and a firewall says that nobody is there. */
    void reject(SimNode from, SimNode to, long until) {
        block(from, to, until);
        rejectedUntil.merge(new Way(from, to), until, Math::max);
    }

    boolean isRejected(SimNode from, SimNode to, long now) {
        return !rejectedUntil.isEmpty() && rejectedUntil.getOrDefault(new Way(from, to), now) > now;
    }

    /** Others may miss this node, or it others, for a reason that lasts until then. */
    void disturb(SimNode node, long until) {
        disturbedUntil.merge(node, until, Math::max);
    }

    /** Whether nothing has kept others from this node, or it from others, since that moment. */
    boolean noneSince(long moment, SimNode one) {
        return disturbedUntil.getOrDefault(one, 0L) < moment;
    }

    /** Whether nothing has kept the two from each other since that moment. */
    boolean noneSince(long moment, SimNode one, SimNode other) {
        return noneSince(moment, one) && noneSince(moment, other);
    }
}
