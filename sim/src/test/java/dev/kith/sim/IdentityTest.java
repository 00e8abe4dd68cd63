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

/** Who is who, when a node is started again, elsewhere, twice, or another where it was. */
class IdentityTest {
    private static final String GROUP = "lobby";
    private static final Duration AN_HOUR = Duration.ofHours(1);
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private World world = new World(1);

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
        assertThat(present(again)).containsExactlyInAnyOrder("bob", "carl");
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
            assertThat(present(other)).contains("dora").doesNotContain("anna");
            assertThat(changes(other, "dora")).containsExactly(What.JOINED);
        }
        assertThat(present(dora)).containsExactlyInAnyOrder("bob", "carl");
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

    @Test
    void aClockThatWasSetBackBeforeARestartIsOutdoneAtOnce() {
        settled("anna", "bob", "carl");
        restartAnna(AN_HOUR.negated());
        world.pass(Duration.ofMillis(150));
        assertThat(present(node("bob"))).contains("anna");
        assertThat(present(node("carl"))).contains("anna");
        assertThat(changes(node("bob"), "anna")).endsWith(What.JOINED);
    }

    @Test
    void aClockThatWasSetBackAfterAGoodbyeIsOutdoneToo() {
        settled("anna", "bob", "carl");
        node("anna").leave();
        world.pass(SETTLED);
        world.start("anna", GROUP, world.newAddress(), AN_HOUR.negated());
        world.pass(Duration.ofMillis(150));
        assertThat(present(node("bob"))).contains("anna");
    }

    /** Those who came meanwhile know nothing to correct, and may all be before the one who does. */
    @Test
    void aClockThatWasSetBackIsOutdoneThoughMostCameSince() {
        for (int seed = 1; seed <= 20; seed++) {
            world = new World(seed);
            settled("anna", "bob");
            node("anna").crash();
            world.pass(SETTLED);
            for (int newcomer = 0; newcomer < 12; newcomer++) {
                world.start("n" + seed + "-" + newcomer, GROUP);
            }
            world.pass(SETTLED);
            world.start("anna", GROUP, world.newAddress(), AN_HOUR.negated());
            world.pass(Duration.ofMillis(700));
            assertThat(present(node("bob"))).as("seed %d", seed).contains("anna");
        }
    }

    /** Where a tenth is lost, the burst of announcements and the pages make up for it. */
    @Test
    void aClockThatWasSetBackIsOutdoneWithLoss() {
        for (int seed = 1; seed <= 20; seed++) {
            world = new World(seed);
            world.use(new Link(0.1, 0.1, 100_000, 5_000_000));
            settled("anna", "bob", "carl", "dora");
            SimNode again = restartAnna(AN_HOUR.negated());
            world.pass(SETTLED);
            for (SimNode other : world.running()) {
                assertThat(other == again || present(other).contains("anna"))
                        .as("seed %d, %s", seed, other)
                        .isTrue();
            }
        }
    }

    /** The clock of the second is right, behind or ahead; the first stays all the same. */
    @ParameterizedTest
    @ValueSource(longs = {0, -3600, 3600})
    void ofTwoWithOneIdentityTheOneThatCameLaterFallsSilentAndBothSaySo(long secondsAhead) {
        settled("anna", "bob", "carl");
        SimNode first = node("anna");
        SimNode second = world.start("anna", GROUP, world.newAddress(), Duration.ofSeconds(secondsAhead));
        world.pass(Duration.ofSeconds(3));
        assertThat(degraded(second)).singleElement().asString().contains("same identity at " + first.address() + ";");
        assertThat(degraded(first)).singleElement().asString().contains("same identity at " + second.address() + ";");
        long sent = second.sentBytes();
        List<Event> bobBefore = node("bob").told();
        world.pass(Duration.ofMinutes(2));
        assertThat(second.sentBytes()).isEqualTo(sent);
        assertThat(node("bob").told()).isEqualTo(bobBefore);
        assertThat(annaAt(node("bob")).addresses()).containsExactly(first.address());
        assertThat(present(first)).containsExactlyInAnyOrder("bob", "carl");
        assertThat(present(second)).containsExactlyInAnyOrder("bob", "carl");
    }

    @Test
    void ofManyWithOneIdentityOneStaysWhateverIsLost() {
        for (int seed = 1; seed <= 20; seed++) {
            world = new World(seed);
            world.use(new Link(0.1, 0.1, 100_000, 5_000_000));
            settled("bob", "carl");
            for (int i = 0; i < 3; i++) {
                // All within the time of a datagram or two.
                world.after(Duration.ofNanos(world.chance().nextLong(8_000_000)), () -> world.start("anna", GROUP));
            }
            world.pass(Duration.ofSeconds(60));
            List<SimNode> annas = world.withId(node("anna").id().toString());
            List<SimNode> silent = annas.stream().filter(anna -> isSilent(anna)).toList();
            assertThat(silent).as("seed %d", seed).hasSize(2);
            SimNode stays = annas.stream()
                    .filter(anna -> !silent.contains(anna))
                    .findFirst()
                    .orElseThrow();
            assertThat(annaAt(node("bob")).addresses()).as("seed %d", seed).containsExactly(stays.address());
        }
    }

    private static boolean isSilent(SimNode node) {
        return degraded(node).stream().anyMatch(event -> event.toString().contains("this node falls silent"));
    }

    private SimNode restartAnna(Duration ahead) {
        node("anna").crash();
        world.pass(Duration.ofSeconds(1));
        return world.start("anna", GROUP, world.newAddress(), ahead);
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

    private static List<String> present(SimNode node) {
        return node.peers().stream()
                .filter(peer -> peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT)
                .map(Peer::name)
                .toList();
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

    private static List<Event> degraded(SimNode node) {
        return node.told().stream()
                .filter(event -> event instanceof Event.Degraded)
                .toList();
    }
}
