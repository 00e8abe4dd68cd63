package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Status;
import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A group that is closed by a key, whose key is changed while it runs. */
class ClosedGroupTest {
    private static final String GROUP = "team";
    private static final int OURS = 1;
    private static final int THEIRS = 2;
    private static final int MANY = 20;
    private static final GroupKey OLD = key(1);
    private static final GroupKey NEXT = key(2);
    private static final Duration SETTLED = Duration.ofSeconds(15);

    private final World world = new World(1);

    @Test
    void whoHasTheKeyIsFoundAndTheOthersAreCountedAndToldOf() {
        world.keys().set(THEIRS, new KeyRing(List.of(NEXT)));
        List<SimNode> ours = start(3);
        SimNode other = world.start(role("mallory").with(THEIRS));
        SimNode keyless = world.start("eve", GROUP);
        world.pass(SETTLED);
        for (SimNode node : ours) {
            assertThat(node.present()).hasSize(2);
            assertThat(degraded(node))
                    .anyMatch(reason -> reason.matches("\\d+ datagrams for this group with another key, from 10.*"))
                    .anyMatch(reason -> reason.matches("\\d+ datagrams for this group without a key, from 10.*"))
                    .hasSize(2);
        }
        assertThat(other.peers()).isEmpty();
        assertThat(keyless.peers()).isEmpty();
        assertThat(degraded(keyless)).allMatch(reason -> reason.contains("with a key, which this node lacks"));
    }

    @Test
    void changingTheKeyIsNoNewsOfAnybody() {
        List<SimNode> nodes = start(20);
        world.pass(SETTLED);
        nodes.forEach(node -> assertThat(node.told()).hasSize(19));
        for (List<GroupKey> keys : List.of(List.of(OLD, NEXT), List.of(NEXT, OLD), List.of(NEXT))) {
            rekey(nodes, keys);
            world.pass(Duration.ofSeconds(20));
        }
        nodes.forEach(node -> assertThat(node.told()).hasSize(19));
        assertThat(nodes.get(0).peers()).allMatch(peer -> peer.keys().equals(List.of(NEXT.id())));
        SimNode late = world.start(role("late").with(OURS));
        world.pass(SETTLED);
        assertThat(late.present()).hasSize(20);
    }

    @Test
    void thatOneHasAnotherKeyIsToldToAllBeyondMulticastToo() {
        List<SimNode> nodes = new ArrayList<>(start(MANY));
        for (int i = 0; i < MANY; i++) {
            nodes.get(i).moveToSegment(1 + i);
        }
        nodes.forEach(node -> node.seed(List.of(nodes.get(0).address())));
        world.pass(Duration.ofMinutes(1));
        SimNode anna = nodes.get(1);
        world.keys().set(OURS, new KeyRing(List.of(OLD, NEXT)));
        anna.rekey();
        // By then nobody has compared what it knows with another.
        world.pass(Duration.ofMillis(100));
        nodes.remove(anna);
        for (SimNode node : nodes) {
            assertThat(node.peers())
                    .filteredOn(peer -> peer.id().equals(anna.id().toString()))
                    .singleElement()
                    .satisfies(peer -> assertThat(peer.keys()).containsExactly(OLD.id(), NEXT.id()));
        }
    }

    @Test
    void whoWasAwayKeepsItsRosterSaysThatItsKeyIsOldAndGoesOn() {
        List<SimNode> nodes = start(4);
        SimNode away = nodes.get(0);
        world.pass(SETTLED);
        away.moveToSide(1);
        world.troubles()
                .disturb(away, world.now().nanos() + Duration.ofMinutes(10).toNanos());
        rekey(nodes.subList(1, 4), List.of(NEXT));
        world.pass(Duration.ofSeconds(20));
        away.moveToSide(0);
        world.pass(Duration.ofMinutes(5));
        assertThat(away.peers()).hasSize(3).noneMatch(peer -> peer.status() == Status.LOST);
        assertThat(degraded(away)).anyMatch(reason -> reason.startsWith("our key is old: n"));
        away.rekey();
        world.pass(SETTLED);
        assertThat(away.peers()).allMatch(peer -> peer.status() == Status.ALIVE);
        assertThat(changes(away)).doesNotContain(What.LOST);
        assertThat(nodes.get(1).present()).hasSize(3);
    }

    @Test
    void anotherLifeAtAnAddressIsUnderstoodThere() {
        List<SimNode> nodes = start(3);
        world.pass(SETTLED);
        SimNode anna = nodes.get(0);
        anna.crash();
        // Another life at the same address and port knows nothing of what the others count on.
        SimNode again = world.start(role("n0").withNewIdentity().with(OURS), anna.address());
        world.pass(Duration.ofMillis(400));
        assertThat(again.present())
                .contains(nodes.get(1).id().toString(), nodes.get(2).id().toString());
        world.pass(SETTLED);
        assertThat(nodes.get(1).present()).contains(again.id().toString());
    }

    @Test
    void whoMissedThatASaltIsAnotherOneAsksForIt() {
        // Nobody is there who would pass it on.
        List<SimNode> nodes = start(2);
        world.pass(SETTLED);
        SimNode anna = nodes.get(0);
        SimNode deaf = nodes.get(1);
        anna.stall(Duration.ofSeconds(2));
        world.block(anna, deaf, Duration.ofSeconds(6));
        world.pass(Duration.ofSeconds(7));
        assertThat(changes(deaf)).contains(What.RECOVERED);
        assertThat(deaf.peers()).allMatch(peer -> peer.status() == Status.ALIVE);
    }

    private List<SimNode> start(int count) {
        world.use(Link.QUIET);
        world.keys().set(OURS, new KeyRing(List.of(OLD)));
        List<SimNode> nodes = IntStream.range(0, count)
                .mapToObj(i -> world.start(role("n" + i).with(OURS)))
                .toList();
        world.pass(Duration.ofSeconds(5));
        return nodes;
    }

    private void rekey(List<SimNode> nodes, List<GroupKey> keys) {
        world.keys().set(OURS, new KeyRing(keys));
        for (SimNode node : nodes) {
            node.rekey();
            world.pass(Duration.ofMillis(100));
        }
    }

    private static Role role(String name) {
        return Role.plain(name, GROUP);
    }

    private static List<String> degraded(SimNode node) {
        return node.told().stream()
                .flatMap(event -> event instanceof Event.Degraded said ? Stream.of(said.reason()) : Stream.empty())
                .toList();
    }

    private static List<What> changes(SimNode node) {
        return node.told().stream()
                .flatMap(event -> event instanceof Event.Change change ? Stream.of(change.what()) : Stream.empty())
                .toList();
    }

    private static GroupKey key(int number) {
        byte[] bytes = new byte[GroupKey.BYTES];
        bytes[0] = (byte) number;
        return GroupKey.of(bytes);
    }
}
