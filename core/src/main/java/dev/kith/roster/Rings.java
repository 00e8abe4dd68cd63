package dev.kith.roster;

import dev.kith.bound.Sorted;
import dev.kith.peer.PeerId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Four rings of all nodes that are there, each in the order of another hash of their ids: a node watches the one behind it on
 * each ring. Everybody who knows the same nodes knows who watches whom. In a group of up to five everybody watches everybody;
 * of up to 32, where four rings would often lead to the same, each watches the four behind it on the first.
 */
public final class Rings {
    private static final int RINGS = 4;
    private static final int SMALL = 5;
    private static final int ONE_RING = 32;
    /** So many are passed over on a ring at the most: those that were suspected, with who stands in for them. */
    private static final int MAX_STEPS = 8;

    private final List<Sorted<PeerId, PeerId>> rings = new ArrayList<>();
    private long changes;

    /** Nobody yet. */
    public Rings() {
        for (int ring = 0; ring < RINGS; ring++) {
            rings.add(new Sorted<>(id -> id, order(ring)));
        }
    }

    /** Another node is there. */
    public void add(PeerId id) {
        rings.forEach(ring -> ring.put(id));
        changes++;
    }

    void remove(PeerId id) {
        rings.forEach(ring -> ring.remove(id));
        changes++;
    }

    /** Another is doubted, or is not any more. */
    void doubted() {
        changes++;
    }

    /** Another number after each change of who watches whom. */
    public long changes() {
        return changes;
    }

    /** All who are on them. */
    public List<PeerId> all() {
        return rings.get(0).all();
    }

    /** How many nodes are on them. */
    public int size() {
        return rings.get(0).size();
    }

    /**
     * Whom {@code watcher} watches: the next on each ring, and whoever comes after one that is doubted, who may not be able to.
     */
    public Set<PeerId> watchedBy(PeerId watcher, Predicate<PeerId> isDoubted) {
        return walk(watcher, isDoubted, true);
    }

    /** Who watches {@code watched}. */
    public Set<PeerId> watchersOf(PeerId watched, Predicate<PeerId> isDoubted) {
        return walk(watched, isDoubted, false);
    }

    private Set<PeerId> walk(PeerId from, Predicate<PeerId> isDoubted, boolean forward) {
        Set<PeerId> found = new LinkedHashSet<>();
        if (size() <= SMALL) {
            found.addAll(rings.get(0).all());
        } else {
            boolean one = size() <= ONE_RING;
            for (Sorted<PeerId, PeerId> ring : one ? rings.subList(0, 1) : rings) {
                PeerId at = from;
                int sound = one ? RINGS : 1;
                for (int step = 0; step < MAX_STEPS && sound > 0; step++) {
                    at = (forward ? ring.next(at) : ring.previous(at)).orElseThrow();
                    found.add(at);
                    sound -= isDoubted.test(at) ? 0 : 1;
                }
            }
        }
        found.remove(from);
        return found;
    }

    /** By place; of two with the same, which chance will hardly make, by id. */
    private static Comparator<PeerId> order(int ring) {
        return Comparator.<PeerId>comparingLong(id -> PeerId.mix(PeerId.mix(id.high() + ring) ^ id.low()))
                .thenComparing(Comparator.naturalOrder());
    }
}
