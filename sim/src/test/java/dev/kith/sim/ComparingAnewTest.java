package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** Views that seem to be the same are compared now and then all the same. */
class ComparingAnewTest {
    private static final int NODES = 8;
    private static final int MINUTES = 30;

    @Test
    void eachComparesWithSomebodyOnceInTenMinutesAndAllIsTheSame() {
        World world = new World(3, true);
        world.use(Link.QUIET);
        for (int i = 0; i < NODES; i++) {
            world.start("n" + i, "lobby");
        }
        world.pass(Duration.ofMinutes(1));
        int before = world.log().size();
        world.pass(Duration.ofMinutes(MINUTES));
        assertThat(said(world, before, "Compare of")).isBetween(2L * NODES, 4L * NODES);
        assertThat(said(world, before, "Compared of")).isEqualTo(said(world, before, "Compare of"));
        assertThat(said(world, before, "Pull of")).isZero();
    }

    private static long said(World world, int since, String kind) {
        return world.log().subList(since, world.log().size()).stream()
                .filter(line -> line.contains(kind))
                .count();
    }
}
