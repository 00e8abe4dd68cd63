package dev.kith.roster;

import dev.kith.peer.PeerId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
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

    private final List<NavigableMap<Long, PeerId>> rings = new ArrayList<>();
    private long changes;

    Rings() {
        for (int ring = 0; ring < RINGS; ring++) {
            rings.add(new TreeMap<>());
        }
    }

    void add(PeerId id) {
        for (int ring = 0; ring < RINGS; ring++) {
            rings.get(ring).put(place(ring, id), id);
        }
        changes++;
    }

    void remove(PeerId id) {
        for (int ring = 0; ring < RINGS; ring++) {
            rings.get(ring).remove(place(ring, id));
        }
        changes++;
    }

    /** Another number after each change. */
    public long changes() {
        return changes;
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
            found.addAll(rings.get(0).values());
        } else {
            boolean one = size() <= ONE_RING;
            for (int ring = 0; ring < (one ? 1 : RINGS); ring++) {
                PeerId at = from;
                int sound = one ? RINGS : 1;
                for (int step = 0; step < MAX_STEPS && sound > 0; step++) {
                    at = next(ring, at, forward);
                    found.add(at);
                    sound -= isDoubted.test(at) ? 0 : 1;
                }
            }
        }
        found.remove(from);
        return found;
    }

    private PeerId next(int ring, PeerId id, boolean forward) {
        NavigableMap<Long, PeerId> order = rings.get(ring);
        long place = place(ring, id);
        Map.Entry<Long, PeerId> next = forward ? order.higherEntry(place) : order.lowerEntry(place);
        if (next == null) {
            next = forward ? order.firstEntry() : order.lastEntry();
        }
        return next.getValue();
    }

    private static long place(int ring, PeerId id) {
        return PeerId.mix(PeerId.mix(id.high() + ring) ^ id.low());
    }
}
