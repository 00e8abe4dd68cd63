package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Nodes that come and go at addresses where others were, as pods do, and go by what names them alone. */
class PodsTest {
    private static final Duration LONG = Duration.ofSeconds(30);
    /** Where somebody answered once it is looked every five seconds on average. */
    private static final Duration FOUND = Duration.ofSeconds(12);

    @Test
    void whoComesToBeWhereASeedWasIsFoundThoughTheSeedLivesElsewhere() {
        World world = new World(3);
        SimNode seed = pod(world, 0);
        Endpoint named = seed.address();
        SimNode anna = pod(world, 1);
        anna.seed(List.of(named));
        world.pass(LONG);
        seed.move();
        world.pass(LONG);
        SimNode heir = world.start("heir", "lobby", named, Duration.ZERO);
        world.pass(FOUND);
        assertThat(anna.peers()).extracting(Peer::id).contains(idOf(seed), idOf(heir));
    }

    private static SimNode pod(World world, int number) {
        SimNode pod = world.start("pod" + number, "lobby");
        pod.moveToSegment(1 + number);
        return pod;
    }

    private static String idOf(SimNode node) {
        return node.id().toString();
    }
}
