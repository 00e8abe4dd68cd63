package dev.kith.watch;

import dev.kith.peer.PeerId;
import dev.kith.time.Timers;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntToLongFunction;

/** What a node that asks nobody goes by: who has said nothing for longer than it may is lost. */
public final class Silences {
    /**
     * One who has been silent for too long.
     *
     * @param id who
     * @param lasted how long, in nanoseconds
     */
    public record Silent(PeerId id, long lasted) {}

    private record Heard(long at, int nodes) {}

    private final IntToLongFunction maySilent;
    private final Map<PeerId, Heard> heard = new HashMap<>();
    private final Timers<PeerId> until = new Timers<>();

    /**
     * Has heard nobody yet.
     *
     * @param maySilent for how many nanoseconds one may say nothing now who knew of so many nodes
     */
    public Silences(IntToLongFunction maySilent) {
        this.maySilent = maySilent;
    }

    /** A peer said something at {@code now}, and knew of so many nodes. */
    public void heard(PeerId id, long now, int nodes) {
        heard.put(id, new Heard(now, nodes));
        until.arm(id, now + maySilent.applyAsLong(nodes));
    }

    /** Ends listening for a peer, which left. */
    public void end(PeerId id) {
        heard.remove(id);
        until.disarm(id);
    }

    /** This process stood still and heard nothing: every silence begins anew. */
    public void forgive(long now) {
        for (Optional<PeerId> due = until.takeDue(now); due.isPresent(); due = until.takeDue(now)) {
            heard(due.get(), now, last(due.get()).nodes());
        }
    }

    /** When {@link #takeDue} is to be asked next. */
    public long nextWake() {
        return until.next();
    }

    /** Takes one who has been silent for too long; since it was heard, more may have come, who give each longer. */
    public Optional<Silent> takeDue(long now) {
        for (Optional<PeerId> due = until.takeDue(now); due.isPresent(); due = until.takeDue(now)) {
            PeerId id = due.get();
            Heard last = last(id);
            long end = last.at() + maySilent.applyAsLong(last.nodes());
            if (now >= end) {
                heard.remove(id);
                return Optional.of(new Silent(id, now - last.at()));
            }
            until.arm(id, end);
        }
        return Optional.empty();
    }

    private Heard last(PeerId id) {
        return Objects.requireNonNull(heard.get(id));
    }
}
