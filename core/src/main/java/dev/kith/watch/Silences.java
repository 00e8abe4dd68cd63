package dev.kith.watch;

import dev.kith.peer.PeerId;
import dev.kith.time.Timers;
import java.util.Optional;

/** What a node that asks nobody goes by: who has said nothing for longer than it may is lost. */
public final class Silences {
    private final Timers<PeerId> until = new Timers<>();

    /** Has heard nobody yet. */
    public Silences() {}

    /** A peer said something at {@code now}, and may be silent for so long. */
    public void heard(PeerId id, long now, long maySilent) {
        until.arm(id, now + maySilent);
    }

    /** Ends listening for a peer, which left. */
    public void end(PeerId id) {
        until.disarm(id);
    }

    /** This process stood still and heard nothing: every silence begins anew. */
    public void forgive(long now, long maySilent) {
        for (Optional<PeerId> due = until.takeDue(now); due.isPresent(); due = until.takeDue(now)) {
            until.arm(due.get(), now + maySilent);
        }
    }

    /** When {@link #takeDue} has somebody next. */
    public long nextWake() {
        return until.next();
    }

    /** Takes one who has been silent for too long. */
    public Optional<PeerId> takeDue(long now) {
        return until.takeDue(now);
    }
}
