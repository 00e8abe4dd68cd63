package dev.kith.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.PeerId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class RingsTest {
    private final SplittableRandom chance = new SplittableRandom(1);
    private final Rings rings = new Rings();

    @Test
    void inASmallGroupEverybodyWatchesEverybody() {
        List<PeerId> ids = add(5);
        assertThat(rings.watchedBy(ids.get(0), id -> false)).containsExactlyInAnyOrderElementsOf(ids.subList(1, 5));
    }

    @Test
    void inOneOfUpToThirtyTwoEachIsWatchedByFour() {
        List<PeerId> ids = add(6);
        for (int size = 6; size <= 32; size++) {
            for (PeerId id : ids) {
                Set<PeerId> watchers = rings.watchersOf(id, doubted -> false);
                assertThat(watchers)
                        .hasSize(4)
                        .allSatisfy(watcher -> assertThat(rings.watchedBy(watcher, doubted -> false))
                                .hasSize(4)
                                .contains(id));
            }
            ids.addAll(add(1));
        }
    }

    @Test
    void inALargeOneEachIsWatchedByTheFourThatComeBeforeItAtTheMost() {
        List<PeerId> ids = add(300);
        for (PeerId id : ids) {
            Set<PeerId> watchers = rings.watchersOf(id, doubted -> false);
            assertThat(watchers).hasSizeBetween(1, 4).doesNotContain(id);
            assertThat(watchers)
                    .allSatisfy(watcher -> assertThat(rings.watchedBy(watcher, doubted -> false))
                            .contains(id));
        }
    }

    @Test
    void whoeverIsBehindOneThatIsDoubtedIsWatchedByTheOneBeforeIt() {
        List<PeerId> ids = add(50);
        PeerId watcher = ids.get(0);
        Set<PeerId> before = rings.watchedBy(watcher, id -> false);
        Set<PeerId> whileAllAreDoubted = rings.watchedBy(watcher, before::contains);
        assertThat(whileAllAreDoubted).containsAll(before).hasSizeGreaterThan(before.size());
        assertThat(rings.watchedBy(watcher, id -> true)).hasSizeLessThanOrEqualTo(4 * 8);
    }

    @Test
    void whoWentIsOnNoRing() {
        List<PeerId> ids = add(20);
        long changes = rings.changes();
        rings.remove(ids.get(3));
        assertThat(rings.changes()).isNotEqualTo(changes);
        assertThat(ids).noneMatch(id -> rings.watchedBy(id, any -> false).contains(ids.get(3)));
    }

    private List<PeerId> add(int count) {
        List<PeerId> ids = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ids.add(new PeerId(chance.nextLong(), chance.nextLong()));
            rings.add(ids.get(i));
        }
        return ids;
    }
}
