package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many at once: starts in the same second, and half of a group that is gone in the same moment. */
@Tag("once")
class CrowdTest {
    private static final int STARTING = 150;
    private static final int SETTLED = 100;
    private static final Duration SECOND = Duration.ofSeconds(1);

    private final World world = new World(5);
    private final List<SimNode> nodes = new ArrayList<>();

    @Test
    void hundredsThatStartInOneSecondKnowEachOtherTwoSecondsLater() {
        world.use(Link.QUIET);
        start(STARTING);
        world.pass(SECOND.multipliedBy(2));
        for (SimNode node : nodes) {
            assertThat(node.present()).as("%s", node).hasSize(STARTING - 1);
        }
        // The roster, which is 40 kB, is pulled once or twice; a storm of answers would be a multiple.
        long bytes = nodes.stream().mapToLong(SimNode::sentBytes).sum();
        assertThat(bytes / STARTING).isLessThan(150_000);
    }

    /** There something changes in each roster all the time, and views are compared all the same. */
    @Test
    void whereThreeInTenDatagramsAreLostAHundredThatStartInOneSecondKnowEachOtherEightSecondsLater() {
        for (int seed = 1; seed <= 8; seed++) {
            World lossy = new World(seed);
            lossy.use(new Link(0.3, 0, 100_000, 100_000));
            start(lossy, SETTLED);
            lossy.pass(SECOND.multipliedBy(8));
            for (SimNode node : nodes) {
                assertThat(node.present()).as("seed %d, %s", seed, node).hasSize(SETTLED - 1);
            }
            nodes.clear();
        }
    }

    @Test
    void halfOfAGroupThatDiesIsFoundAndNobodyElse() {
        whenHalf(SimNode::crash, SECOND.multipliedBy(4), 100_000);
    }

    @Test
    void halfOfAGroupThatIsCutOffIsFoundAndNobodyElse() {
        whenHalf(SimNode::cutOff, SECOND.multipliedBy(10), 250_000);
    }

    /** Nobody is left who could say the same. */
    @Test
    void allOthersOfASmallGroupThatDieAtOnceAreFoundAsSoonAsOne() {
        for (int seed = 1; seed <= 20; seed++) {
            for (int size = 2; size <= 5; size++) {
                World small = new World(seed);
                small.use(Link.QUIET);
                nodes.clear();
                start(small, size);
                small.pass(SECOND.multipliedBy(20));
                SimNode left = nodes.get(0);
                nodes.subList(1, size).forEach(SimNode::crash);
                small.pass(Duration.ofMillis(1500));
                assertThat(left.peers())
                        .as("seed %d, %d nodes", seed, size)
                        .hasSize(size - 1)
                        .extracting(Peer::status)
                        .containsOnly(Status.LOST);
            }
        }
    }

    private void whenHalf(Consumer<SimNode> goes, Duration within, long most) {
        world.use(new Link(0.01, 0, 100_000, 100_000));
        start(SETTLED);
        world.pass(SECOND.multipliedBy(25));
        List<SimNode> gone = nodes.subList(0, SETTLED / 2);
        List<SimNode> stay = nodes.subList(SETTLED / 2, SETTLED);
        long before = sent(stay);
        gone.forEach(goes);
        world.pass(within);
        for (SimNode node : stay) {
            assertThat(node.peers())
                    .as("%s", node)
                    .filteredOn(peer -> peer.status() == Status.LOST)
                    .extracting(Peer::id)
                    .containsExactlyInAnyOrderElementsOf(
                            gone.stream().map(one -> one.id().toString()).toList());
            assertThat(node.told())
                    .filteredOn(event -> event instanceof Event.Change change && change.what() == What.LOST)
                    .hasSize(gone.size());
        }
        // Each of the fifty is asked until it is sure, by each who stays.
        long each = (sent(stay) - before) / stay.size();
        assertThat(each).isLessThan(most);
    }

    private void start(int many) {
        start(world, many);
    }

    private void start(World in, int many) {
        for (int i = 0; i < many; i++) {
            String name = "n" + i;
            in.after(
                    Duration.ofNanos(in.chance().nextLong(SECOND.toNanos())), () -> nodes.add(in.start(name, "lobby")));
        }
        in.pass(SECOND);
    }

    private static long sent(List<SimNode> some) {
        return some.stream().mapToLong(SimNode::sentBytes).sum();
    }
}
