package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nobody passes on whom it has not heard itself; whoever was given nothing asks again, though no view has changed since. */
class GivenLaterTest {
    @Test
    void whoIsHeardOnlyAfterTheComparisonIsGivenAllTheSame() {
        World world = new World(5, true);
        world.use(Link.QUIET);
        SimNode bob = world.start("bob", "lobby");
        SimNode carl = world.start("carl", "lobby");
        world.pass(Duration.ofSeconds(5));
        SimNode anna = world.start("anna", "lobby");
        cut(world, anna, carl, Duration.ofSeconds(8));
        world.pass(Duration.ofSeconds(2));
        // She hears no announcements to all, nor do others hear hers: they would bring what is missing, too.
        world.network().putBehind(world.network().newBox(Translation.Kind.PORT_RESTRICTED), "dora");
        SimNode dora = world.start("dora", "lobby");
        dora.seed(List.of(anna.address()));
        Duration all = Duration.ofMinutes(5);
        List.of(bob, carl).forEach(other -> cut(world, dora, other, all));
        world.pass(Duration.ofSeconds(5));
        assertThat(names(anna)).contains("bob", "carl", "dora");
        assertThat(names(dora)).contains("anna", "bob").doesNotContain("carl");
        world.pass(Duration.ofSeconds(20));
        assertThat(names(dora)).contains("carl");
    }

    private static void cut(World world, SimNode one, SimNode other, Duration length) {
        world.block(one, other, length);
        world.block(other, one, length);
    }

    private static List<String> names(SimNode node) {
        return node.peers().stream().map(Peer::name).toList();
    }
}
