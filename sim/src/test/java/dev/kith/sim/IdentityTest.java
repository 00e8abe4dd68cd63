package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is who, when a node is started again, elsewhere, or another where it was. */
class IdentityTest {
    private static final String GROUP = "lobby";
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final World world = new World(1);

    @Test
    void aRestartAtTheSameAddressAndPortIsANewLifeAndNoLoss() {
        SimNode bob = settled("anna", "bob", "carl").get(1);
        SimNode anna = node("anna");
        anna.crash();
        world.pass(Duration.ofMillis(50));
        SimNode again = world.start("anna", GROUP, anna.address(), Duration.ZERO);
        world.pass(Duration.ofMillis(50));
        assertThat(annaAt(bob).addresses()).containsExactly(again.address());
        world.pass(SETTLED);
        assertThat(changes(bob, "anna")).containsExactly(What.JOINED, What.JOINED);
        assertThat(again.present()).containsExactlyInAnyOrder("bob", "carl");
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void anotherNodeAtAReusedAddressIsItsOwnAndTheOldOneIsSoonLost(boolean hostsAnswer) {
        world.hostsAnswer(hostsAnswer);
        settled("anna", "bob", "carl");
        SimNode anna = node("anna");
        anna.crash();
        SimNode dora = world.start("dora", GROUP, anna.address(), Duration.ZERO);
        world.pass(Duration.ofSeconds(2));
        for (SimNode other : List.of(node("bob"), node("carl"))) {
            assertThat(annaAt(other).status()).isEqualTo(Status.LOST);
            assertThat(other.told().toString()).contains("and another node is at its address");
            assertThat(other.present()).contains("dora").doesNotContain("anna");
            assertThat(changes(other, "dora")).containsExactly(What.JOINED);
        }
        assertThat(dora.present()).containsExactlyInAnyOrder("bob", "carl");
    }

    @Test
    void whoMovesWhileItRunsIsListedThereAtOnceAndNowhereElse() {
        settled("anna", "bob", "carl");
        SimNode anna = node("anna");
        anna.move();
        world.pass(Duration.ofMillis(10));
        assertThat(annaAt(node("bob")).addresses()).containsExactly(anna.address());
        world.pass(SETTLED);
        assertThat(changes(node("bob"), "anna")).containsExactly(What.JOINED, What.CHANGED);
        assertThat(anna.told()).noneMatch(event -> event.toString().contains("LOST"));
    }

    private List<SimNode> settled(String... names) {
        Stream.of(names).forEach(name -> world.start(name, GROUP));
        world.pass(SETTLED);
        return world.nodes();
    }

    /** The first that was started under that name. */
    private SimNode node(String name) {
        return world.nodes().stream()
                .filter(node -> node.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static Peer annaAt(SimNode node) {
        return node.peers().stream()
                .filter(peer -> peer.name().equals("anna"))
                .findFirst()
                .orElseThrow();
    }

    private static List<What> changes(SimNode node, String name) {
        return node.told().stream()
                .filter(event -> event instanceof Event.Change change
                        && change.peer().name().equals(name))
                .map(event -> ((Event.Change) event).what())
                .toList();
    }
}
