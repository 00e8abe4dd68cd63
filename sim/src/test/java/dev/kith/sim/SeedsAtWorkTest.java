package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Segments that what is said to all does not join: by an address that some know of others they become one group. */
class SeedsAtWorkTest {
    private static final int OF_A_SEGMENT = 8;

    @Test
    void aNewcomerIsKnownToAllSegmentsByOneSeedInATenthOfASecond() {
        for (int seed = 1; seed <= 10; seed++) {
            World world = new World(seed);
            world.use(Link.QUIET);
            List<SimNode> nodes = segments(world, 3);
            Endpoint first = nodes.get(0).address();
            nodes.forEach(node -> node.seed(List.of(first)));
            world.pass(Duration.ofSeconds(20));
            assertAllKnowAll(seed, nodes);
            SimNode late = start(world, "late", 2);
            late.seed(List.of(first));
            nodes.add(late);
            world.pass(Duration.ofMillis(100));
            // One in twenty is told a little later by another.
            long know = nodes.stream()
                    .filter(node ->
                            node == late || node.present().contains(late.id().toString()))
                    .count();
            assertThat(know).as("seed %d", seed).isGreaterThanOrEqualTo(nodes.size() - 1);
            world.pass(Duration.ofSeconds(20));
            assertAllKnowAll(seed, nodes);
        }
    }

    @Test
    void twoGroupsThatKnowEachOthersAddressBecomeOneWhateverIsLost() {
        for (int seed = 1; seed <= 30; seed++) {
            World world = new World(seed);
            world.use(new Link(0.2, 0.1, 100_000, 5_000_000));
            List<SimNode> nodes = segments(world, 2);
            nodes.get(0).seed(List.of(nodes.get(OF_A_SEGMENT).address()));
            nodes.get(OF_A_SEGMENT).seed(List.of(nodes.get(0).address()));
            world.pass(Duration.ofSeconds(60));
            assertAllKnowAll(seed, nodes);
        }
    }

    private static List<SimNode> segments(World world, int count) {
        List<SimNode> nodes = new ArrayList<>();
        for (int segment = 0; segment < count; segment++) {
            for (int i = 0; i < OF_A_SEGMENT; i++) {
                nodes.add(start(world, "n" + segment + i, segment));
            }
        }
        return nodes;
    }

    private static SimNode start(World world, String name, int segment) {
        SimNode node = world.start(name, "lobby");
        node.moveToSegment(segment);
        return node;
    }

    private static void assertAllKnowAll(int seed, List<SimNode> nodes) {
        for (SimNode node : nodes) {
            assertThat(node.present()).as("seed %d: %s", seed, node).hasSize(nodes.size() - 1);
        }
    }
}
