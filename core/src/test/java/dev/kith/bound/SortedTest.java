package dev.kith.bound;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.PeerId;
import java.util.Comparator;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/** Values in order are the same as in a tree, and few are looked at to find one. */
class SortedTest {
    private static final int MANY = 1_000;
    private static final int HALVINGS = 10;
    private static final int GUESSES = 6;

    private long looked;
    private final Sorted<PeerId, PeerId> guessing = new Sorted<>(this::look, Comparator.naturalOrder(), PeerId::share);

    @Test
    void isAsATree() {
        isAsATree(guessing, high -> new PeerId(PeerId.mix(high), high));
        isAsATree(
                new Sorted<PeerId, PeerId>(id -> id, Comparator.naturalOrder()),
                high -> new PeerId(PeerId.mix(high), high));
    }

    @Test
    void isAsATreeWhereKeysHaveTheSameShareOrNone() {
        isAsATree(guessing, low -> new PeerId(1L << 63, PeerId.mix(low)));
        isAsATree(
                new Sorted<PeerId, PeerId>(id -> id, Comparator.naturalOrder(), any -> Double.NaN),
                low -> new PeerId(0, low));
    }

    @Test
    void fewAreLookedAtWhereKeysAreSpread() {
        for (int i = 0; i < MANY; i++) {
            guessing.put(new PeerId(PeerId.mix(i), 0));
        }
        assertThat(meanLooks(i -> new PeerId(PeerId.mix(i), 0))).isLessThan(HALVINGS / 2);
    }

    @Test
    void notManyMoreThanByHalvesWhereSomebodyMadeThemFarFromSpread() {
        // All near one end, each twice as far from it as the next.
        LongFunction<PeerId> skewed = i -> new PeerId(1L << (i % Long.SIZE), i);
        for (int i = 0; i < MANY; i++) {
            guessing.put(skewed.apply(i));
        }
        for (int i = 0; i < MANY; i++) {
            assertThat(looksFor(skewed.apply(i))).isLessThanOrEqualTo(GUESSES + HALVINGS);
        }
    }

    private double meanLooks(LongFunction<PeerId> keys) {
        looked = 0;
        for (int i = 0; i < MANY; i++) {
            assertThat(guessing.find(keys.apply(i))).isPresent();
        }
        return (double) looked / MANY;
    }

    private long looksFor(PeerId key) {
        looked = 0;
        assertThat(guessing.find(key)).isPresent();
        return looked;
    }

    private PeerId look(PeerId value) {
        looked++;
        return value;
    }

    private static void isAsATree(Sorted<PeerId, PeerId> sorted, LongFunction<PeerId> keys) {
        TreeMap<PeerId, PeerId> tree = new TreeMap<>();
        SplittableRandom chance = new SplittableRandom(1);
        for (int step = 0; step < 5 * MANY; step++) {
            PeerId id = keys.apply(chance.nextInt(MANY));
            if (chance.nextInt(3) == 0) {
                sorted.remove(id);
                tree.remove(id);
            } else {
                sorted.put(id);
                tree.put(id, id);
            }
            PeerId sought = keys.apply(chance.nextInt(MANY));
            assertThat(sorted.find(sought)).isEqualTo(Optional.ofNullable(tree.get(sought)));
            if (!tree.isEmpty()) {
                PeerId next = tree.higherKey(sought);
                assertThat(sorted.next(sought)).contains(next == null ? tree.firstKey() : next);
                PeerId previous = tree.lowerKey(sought);
                assertThat(sorted.previous(sought)).contains(previous == null ? tree.lastKey() : previous);
            }
        }
        assertThat(sorted.all()).containsExactlyElementsOf(tree.values());
    }
}
