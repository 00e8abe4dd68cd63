package dev.kith.repair;

import dev.kith.peer.Endpoint;
import dev.kith.roster.IdRange;
import dev.kith.time.Timers;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds where the view of a peer differs from this node's: a range of ids is compared in parts, each part that differs is
 * compared in its turn, until few enough ids are in it to be given. So it costs as much as the difference, not as the roster
 * (range-based set reconciliation, Meyer 2022). One peer at a time.
 */
public final class Narrowing {
    /** The other has so few in a range that they are one page, or two. */
    private static final int FEW = 4;
    /** When more ranges differ, nearly all does. */
    private static final int MANY = 16;

    private static final long PATIENCE = 150_000_000L;
    private static final long GIVE_UP_AFTER = 1_000_000_000L;

    /** Stands for the count of a part that does not differ. */
    public static final int SAME = -1;

    /**
     * One question to send.
     *
     * @param to whom
     * @param nonce comes back with the answer
     * @param range of which the parts are to be compared
     */
    public record Question(Endpoint to, int nonce, IdRange range) {}

    /**
     * Where the views differ.
     *
     * @param ranges which ids
     * @param nodes how many the other counts in them
     */
    public record Found(List<IdRange> ranges, int nodes) {}

    /** Whose answers are waited for. */
    private final Set<IdRange> open = new LinkedHashSet<>();

    private final Timers<IdRange> again = new Timers<>();
    private final List<IdRange> differing = new ArrayList<>();
    private int nodesInDiffering;
    private int nodesInAll;
    private Optional<Endpoint> other = Optional.empty();
    private int nonce;
    private long lastAnswer;

    /** Compares with nobody yet. */
    public Narrowing() {}

    /** Whether a comparison is under way. */
    public boolean isActive() {
        return other.isPresent();
    }

    /** Begins to compare with a peer, which has so many; {@code chance} is a number nobody can guess. */
    public void begin(long now, Endpoint at, int count, int chance) {
        end();
        other = Optional.of(at);
        nonce = chance;
        lastAnswer = now;
        nodesInAll = count;
        compare(now, IdRange.ALL, count);
    }

    /**
     * An answer came: of how many nodes each part is that differs there, or {@link #SAME}.
     *
     * @return whether it was asked for
     */
    public boolean compared(long now, Endpoint from, int answers, IdRange range, List<Integer> counts) {
        boolean asked = other.filter(from::equals).isPresent() && answers == nonce && open.remove(range);
        if (!asked) {
            return false;
        }
        again.disarm(range);
        lastAnswer = now;
        for (int part = 0; part < IdRange.PARTS; part++) {
            if (counts.get(part) != SAME) {
                compare(now, range.part(part), counts.get(part));
            }
        }
        if (open.size() + differing.size() > MANY) {
            open.forEach(again::disarm);
            open.clear();
            differing.clear();
            differing.add(IdRange.ALL);
            nodesInDiffering = nodesInAll;
        }
        return true;
    }

    /** Takes the ranges that differ, once all is compared; then it is over. */
    public Optional<Found> takeDiffering() {
        if (!isActive() || !open.isEmpty()) {
            return Optional.empty();
        }
        Found found = new Found(List.copyOf(differing), nodesInDiffering);
        end();
        return Optional.of(found);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return again.next();
    }

    /** Takes a question that is due; it is over when no answer has come for a second. */
    public Optional<Question> takeDue(long now) {
        Optional<IdRange> range = again.takeDue(now);
        if (range.isEmpty() || other.isEmpty()) {
            return Optional.empty();
        }
        if (now - lastAnswer >= GIVE_UP_AFTER) {
            end();
            return Optional.empty();
        }
        again.arm(range.get(), now + PATIENCE);
        return Optional.of(new Question(other.get(), nonce, range.get()));
    }

    private void compare(long now, IdRange range, int count) {
        if (count <= FEW || !range.hasParts()) {
            differing.add(range);
            nodesInDiffering += count;
        } else {
            open.add(range);
            again.arm(range, now);
        }
    }

    private void end() {
        open.forEach(again::disarm);
        open.clear();
        differing.clear();
        nodesInDiffering = 0;
        other = Optional.empty();
    }
}
