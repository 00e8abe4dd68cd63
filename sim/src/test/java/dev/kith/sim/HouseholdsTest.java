package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.sim.Translation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Several behind one public address each: what may be said there unasked is little, and has to do for all of them. */
class HouseholdsTest {
    private static final int SEEDS = 12;
    private static final Duration LATENCY = Duration.ofMillis(1);
    private static final Duration SETTLED = Duration.ofSeconds(4);
    /** An address that nobody has proven is asked unasked once in ten seconds. */
    private static final Duration SOON = Duration.ofSeconds(5);

    @Test
    void aNewcomerReachesAllOfTheOtherHouseDirectlyBeforeTheirAddressMayBeAskedUnaskedAgain() {
        for (int size = 2; size <= 3; size++) {
            for (long seed = 1; seed <= SEEDS; seed++) {
                World world = new World(seed);
                SimNode late = lateOfTwoHouses(world, size);
                world.pass(SOON);
                assertThat(reachedDirectly(late))
                        .as("of %d, seed %d", size, seed)
                        .hasSize(size);
            }
        }
    }

    private static SimNode lateOfTwoHouses(World world, int size) {
        world.use(new Link(0, 0, LATENCY.toNanos(), 0));
        SimNode common = world.start("common", "lobby");
        Translation left = world.network().newBox(Kind.PORT_RESTRICTED);
        Translation right = world.network().newBox(Kind.PORT_RESTRICTED);
        for (int i = 0; i < size; i++) {
            startBehind(world, right, "right" + i);
            if (i > 0) {
                startBehind(world, left, "left" + i);
            }
        }
        // One of each house has a seed; the others hear it.
        world.running().stream()
                .filter(node -> List.of("right0", "left1").contains(node.name()))
                .forEach(node -> node.seed(List.of(common.address())));
        world.pass(SETTLED);
        return startBehind(world, left, "late");
    }

    private static SimNode startBehind(World world, Translation box, String name) {
        world.network().putBehind(box, name);
        return world.start(name, "lobby");
    }

    private static List<String> reachedDirectly(SimNode node) {
        return node.peers().stream()
                .filter(peer -> peer.name().startsWith("right") && peer.rtt().isPresent())
                .map(peer -> peer.name())
                .toList();
    }
}
