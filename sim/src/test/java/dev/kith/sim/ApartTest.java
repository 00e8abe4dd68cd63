package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.sim.Translation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Two whom nothing joins directly, and members who hear both. */
class ApartTest {
    private static final Duration LONG = Duration.ofMinutes(3);
    private static final long FOR_EVER = Long.MAX_VALUE;
    private static final int SEEDS = 5;

    @Test
    void whomNobodyPassesOnToIsThereByTheWordOfOthersAndStays() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            World world = new World(seed);
            world.willing(false);
            SimNode common = world.start("common", "lobby");
            SimNode second = world.start("second", "lobby");
            List.of("anna", "bob")
                    .forEach(name -> world.network().putBehind(world.network().newBox(Kind.SYMMETRIC), name));
            SimNode anna = world.start("anna", "lobby");
            SimNode bob = world.start("bob", "lobby");
            List.of(anna, bob).forEach(node -> node.seed(List.of(common.address(), second.address())));
            world.pass(LONG);
            assertThat(doubts(anna)).as("seed %d", seed).isZero();
            assertThat(bobOf(anna).status()).isEqualTo(Status.ALIVE);
            assertThat(bobOf(anna).via()).doesNotContain(Via.RELAYED);
        }
    }

    /** As the ports of a switch that are isolated from each other. */
    @Test
    void whoIsOnTheSameNetworkAndNotReachedIsThereByTheWordOfOthersToo() {
        for (int seed = 1; seed <= SEEDS; seed++) {
            World world = new World(seed);
            world.start("common", "lobby");
            SimNode anna = world.start("anna", "lobby");
            SimNode bob = world.start("bob", "lobby");
            world.network().troubles().block(anna, bob, FOR_EVER);
            world.network().troubles().block(bob, anna, FOR_EVER);
            world.pass(LONG);
            assertThat(doubts(anna)).as("seed %d", seed).isZero();
            assertThat(bobOf(anna).status()).isEqualTo(Status.ALIVE);
        }
    }

    private static Peer bobOf(SimNode node) {
        return node.peers().stream()
                .filter(peer -> peer.name().equals("bob"))
                .findFirst()
                .orElseThrow();
    }

    private static long doubts(SimNode node) {
        return node.told().stream()
                .filter(event -> event instanceof Event.Change change && change.what() == What.SUSPECTED)
                .count();
    }
}
