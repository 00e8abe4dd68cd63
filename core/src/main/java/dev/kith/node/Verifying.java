package dev.kith.node;

import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.Verifier;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Checks signatures, which cost more than all else: of peers that are new in idle time, one after the other; of news that
 * would change a known peer at once, a bounded number a second.
 */
final class Verifying {
    private static final long BETWEEN = 5_000_000L;
    private static final int AT_ONCE_A_SECOND = 100;
    private static final long SECOND = 1_000_000_000L;

    private final Verifier verifier;
    private final Deque<PeerId> waiting = new ArrayDeque<>();
    private long next = Long.MAX_VALUE;
    private long secondEnds;
    private int doneAtOnce;

    Verifying(Verifier verifier) {
        this.verifier = verifier;
    }

    void later(PeerId id, long now) {
        if (waiting.isEmpty()) {
            next = now;
        }
        waiting.add(id);
    }

    long nextWake() {
        return next;
    }

    Optional<PeerId> takeDue(long now) {
        if (now < next) {
            return Optional.empty();
        }
        PeerId id = waiting.poll();
        next = waiting.isEmpty() ? Long.MAX_VALUE : now + BETWEEN;
        return Optional.ofNullable(id);
    }

    /** Whether the record is by whom it says, or nothing when too many were asked about in this second. */
    Optional<Boolean> atOnce(NodeRecord record, long now) {
        if (now >= secondEnds) {
            secondEnds = now + SECOND;
            doneAtOnce = 0;
        }
        return ++doneAtOnce > AT_ONCE_A_SECOND ? Optional.empty() : Optional.of(isRight(record));
    }

    boolean isRight(NodeRecord record) {
        return verifier.verify(record.publicKey(), record.signedPart(), record.signature());
    }
}
