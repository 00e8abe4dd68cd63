package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** News where what is said to all does not come to all. */
@Tag("once")
class SpreadingTest {
    private static final int NODES = 30;
    private static final int MANY = 150;
    private static final Duration LONG = Duration.ofSeconds(40);
    /** As long as it takes to see that it did not come, and to bring it. */
    private static final Duration SOON = Duration.ofMillis(1500);

    private final World world = new World(7);
    private final List<SimNode> nodes = new ArrayList<>();

    @BeforeEach
    void start() {
        world.use(Link.QUIET);
        for (int i = 0; i < NODES; i++) {
            nodes.add(world.start("n" + i, "lobby"));
        }
        world.pass(LONG);
    }

    @Test
    void whereItComesToAllNothingIsSaidTwice() {
        long before = world.laws().datagrams();
        nodes.get(0).update();
        world.pass(Duration.ofMillis(120));
        assertThat(whoKnowsTheUpdate()).isEqualTo(NODES - 1);
        // Two announcements, and what is asked and answered in that time anyway.
        assertThat(world.laws().datagrams() - before).isLessThan(2 + NODES * 2);
        assertThat(degraded()).isEmpty();
    }

    @Test
    void newsOfOneWhoIsNotHeardAnyMoreGoesFromPeerToPeer() {
        nodes.get(0).moveToSegment(1);
        nodes.get(0).update();
        world.pass(SOON);
        assertThat(whoKnowsTheUpdate()).isEqualTo(NODES - 1);
        assertThat(degraded()).singleElement().asString().contains("does not come to 10.0.0.0/24");
    }

    @Test
    void aGoodbyeOfOneWhoIsNotHeardAnyMoreIsAGoodbye() {
        nodes.get(0).moveToSegment(1);
        nodes.get(0).leave();
        world.pass(SOON);
        assertThat(told(What.LEFT)).isEqualTo(NODES - 1);
        assertThat(told(What.SUSPECTED) + told(What.LOST)).isZero();
    }

    @Test
    void newsOfOneHalfComesToTheOther() {
        nodes.subList(0, NODES / 2).forEach(node -> node.moveToSegment(1));
        world.pass(LONG);
        nodes.get(0).update();
        nodes.get(NODES - 1).leave();
        world.pass(SOON);
        assertThat(whoKnowsTheUpdate()).isGreaterThanOrEqualTo(NODES - 3);
        assertThat(told(What.LEFT)).isGreaterThanOrEqualTo(NODES - 3);
        world.pass(LONG);
        assertThat(whoKnowsTheUpdate()).isEqualTo(NODES - 2);
        assertThat(told(What.LOST)).isZero();
    }

    @Test
    void aSubnetOfWhichHalfHearsIsNotSaidToBeOutOfReach() {
        nodes.subList(0, NODES / 2).forEach(node -> node.moveToSegment(1));
        world.pass(LONG.multipliedBy(10));
        assertThat(degraded()).isEmpty();
    }

    @Test
    void norIsOneThatIsSoFromTheStart() {
        List<SimNode> group = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            group.add(world.start("m" + i, "mixed"));
            group.get(i).moveToSegment(i % 2);
        }
        world.pass(LONG.multipliedBy(3));
        assertThat(group).flatExtracting(SimNode::told).noneMatch(Event.Degraded.class::isInstance);
    }

    /** What it said while it was cut off came to nobody. */
    @Test
    void whatWasSaidToNobodyIsNotHeldAgainstASubnet() {
        world.troubles().disturb(nodes.get(0), world.now().nanos() + LONG.toNanos());
        nodes.get(0).moveToSide(1);
        world.pass(LONG);
        nodes.get(0).moveToSide(0);
        world.pass(LONG.multipliedBy(3));
        assertThat(degraded()).noneMatch(event -> event.toString().contains("does not come to"));
    }

    /** Others answered all the while, so that what was said then came to somebody. */
    @Test
    void whatWasSaidWhileASubnetWasAwayIsNotHeldAgainstIt() {
        List<SimNode> group = new ArrayList<>(List.of(world.start("a", "two"), world.start("q", "two")));
        List<SimNode> away = new ArrayList<>();
        for (int host = 1; host <= 3; host++) {
            away.add(world.start("p" + host, "two", Addresses.of((1 << 8) + host), Duration.ZERO));
        }
        group.addAll(away);
        world.pass(LONG);
        away.forEach(node -> world.troubles().disturb(node, world.now().nanos() + LONG.toNanos()));
        away.forEach(node -> node.moveToSide(1));
        world.pass(LONG);
        away.forEach(node -> node.moveToSide(0));
        world.pass(LONG.multipliedBy(3));
        assertThat(group)
                .flatExtracting(SimNode::told)
                .filteredOn(Event.Degraded.class::isInstance)
                .noneMatch(event -> event.toString().contains("does not come to"));
    }

    @Test
    void newsComesToOneWhoHearsNothingAnyMore() {
        nodes.get(1).deafToMulticast(LONG.multipliedBy(3));
        world.pass(LONG);
        nodes.get(0).update();
        world.pass(Duration.ofMillis(20));
        assertThat(whoKnowsTheUpdate()).isEqualTo(NODES - 1);
    }

    /** Nobody knows yet who hears what is said to all: no two announcements came since. */
    @Test
    void newcomersOnBothSidesOfAnAddressJustNamedAreKnownOnTheOtherAtOnce() {
        Translation box = world.network().newBox(Translation.Kind.FULL_CONE);
        List.of("beyond", "beside").forEach(name -> world.network().putBehind(box, name));
        SimNode beyond = world.start("beyond", "lobby");
        beyond.seed(List.of(nodes.get(0).address()));
        world.pass(Duration.ofSeconds(1));
        world.start("late", "lobby");
        world.start("beside", "lobby");
        world.pass(Duration.ofMillis(200));
        assertThat(beyond.peers()).extracting(Peer::name).contains("late", "beside");
        assertThat(nodes)
                .allSatisfy(
                        node -> assertThat(node.peers()).extracting(Peer::name).contains("late", "beside"));
    }

    /** More than one node tells directly. */
    @Test
    void aLossIsSaidFromPeerToPeerWhereNothingComesToAll() {
        for (int i = NODES; i < MANY; i++) {
            nodes.add(world.start("n" + i, "lobby"));
        }
        world.pass(LONG);
        for (int i = 0; i < MANY; i++) {
            nodes.get(i).moveToSegment(i);
        }
        world.pass(LONG);
        world.pass(LONG);
        nodes.get(0).crash();
        world.pass(Duration.ofSeconds(2));
        assertThat(told(What.LOST)).isEqualTo(MANY - 1);
    }

    private long whoKnowsTheUpdate() {
        return nodes.stream()
                .flatMap(node -> node.peers().stream())
                .filter(peer -> peer.name().equals("n0") && !peer.meta().isEmpty())
                .map(Peer::id)
                .count();
    }

    private long told(What what) {
        return nodes.stream()
                .flatMap(node -> node.told().stream())
                .filter(event -> event instanceof Event.Change change && change.what() == what)
                .count();
    }

    private List<Event> degraded() {
        return nodes.stream()
                .flatMap(node -> node.told().stream())
                .filter(Event.Degraded.class::isInstance)
                .toList();
    }
}
