package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Who is gone is known to be gone: by who missed its goodbye, and by who came later and hears an old announcement of it again. */
class TombstoneTest {
    private static final int NODES = 20;
    private static final Duration SETTLING = Duration.ofSeconds(40);
    private static final Duration REPLAYED_FOR = Duration.ofSeconds(10);
    private static final Duration BETWEEN_REPLAYS = Duration.ofMillis(50);

    private final World world = new World(5, true);
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<byte[]> recorded = new ArrayList<>();

    @Test
    void oneThatWasCutOffLearnsWhoLeftMeanwhile() {
        SimNode gone = begin();
        SimNode away = nodes.get(0);
        cut(List.of(away), Duration.ofSeconds(25));
        world.pass(Duration.ofSeconds(2));
        gone.leave();
        world.pass(Duration.ofSeconds(20));
        away.moveToSide(0);
        world.pass(Duration.ofSeconds(5));
        assertThat(told(away, gone))
                .containsSubsequence(What.SUSPECTED, What.LEFT)
                .doesNotContain(What.LOST);
    }

    @Test
    void halfAGroupThatHeldItLostLearnsThatItLeft() {
        SimNode gone = begin();
        List<SimNode> half = nodes.subList(0, NODES / 2);
        cut(half, Duration.ofSeconds(35));
        world.pass(Duration.ofSeconds(2));
        gone.leave();
        world.pass(Duration.ofSeconds(30));
        assertThat(half).allMatch(node -> status(node, gone) == Status.LOST);
        half.forEach(node -> node.moveToSide(0));
        // Of the lost ones one is asked every five seconds, and one other is asked after it: it may have missed the
        // goodbye, too.
        world.pass(Duration.ofMinutes(2));
        assertThat(half).allMatch(node -> status(node, gone) == Status.LEFT);
        assertThat(nodes).allMatch(node -> node.present().size() == NODES - 1);
    }

    @Test
    void aNewcomerThatHearsOneThatLeftIsShownItsGoodbye() {
        SimNode gone = begin();
        gone.leave();
        SimNode late = newcomer();
        int before = world.log().size();
        replay();
        world.pass(Duration.ofSeconds(4));
        assertThat(told(late, gone)).containsExactly(What.JOINED, What.LEFT);
        // It asks once, and nobody else does.
        world.pass(REPLAYED_FOR);
        assertThat(questionsTo(gone, before)).isEqualTo(1);
        assertThat(told(late, gone)).containsExactly(What.JOINED, What.LEFT);
    }

    @Test
    void aNewcomerThatHearsOneThatDiedLosesItByTheWordOfOthersWhoLookEverMoreSeldom() {
        SimNode gone = begin();
        gone.cutOff();
        SimNode late = newcomer();
        int before = world.log().size();
        replay();
        world.pass(Duration.ofSeconds(4));
        assertThat(told(late, gone)).containsExactly(What.JOINED, What.LOST);
        world.pass(REPLAYED_FOR.minusSeconds(4));
        long each = questionsTo(gone, before) / NODES;
        System.out.printf(
                "of %d announcements of a dead peer, replayed in %d s, each member asks it %d times%n",
                REPLAYED_FOR.dividedBy(BETWEEN_REPLAYS), REPLAYED_FOR.toSeconds(), each);
        // Twice at each of five looks, and in its turn of the lost.
        assertThat(each).isBetween(2L, 15L);
    }

    @Test
    void whoIsBackIsFoundHoweverOftenItWasLookedForInVain() {
        SimNode gone = begin();
        cut(List.of(gone), SETTLING.plus(REPLAYED_FOR));
        world.pass(SETTLING);
        replay();
        world.pass(REPLAYED_FOR);
        gone.moveToSide(0);
        world.pass(Duration.ofSeconds(6));
        assertThat(nodes).allMatch(node -> status(node, gone) == Status.ALIVE);
    }

    /** Everybody knows everybody; the answer is one more, whose announcements are recorded. */
    private SimNode begin() {
        world.use(Link.QUIET);
        SimNode gone = world.start("gone", "lobby");
        world.admit((from, datagram) -> {
            if (from == gone && !world.keys().glass().describe(datagram).startsWith("Goodbye")) {
                recorded.add(datagram);
            }
        });
        for (int i = 0; i < NODES; i++) {
            nodes.add(world.start("n" + i, "lobby"));
        }
        world.pass(SETTLING);
        return gone;
    }

    /** Until they are put back on the side of the others; no loss in that time is wrong. */
    private void cut(List<SimNode> some, Duration time) {
        some.forEach(node -> node.moveToSide(1));
        some.forEach(node -> world.troubles().disturb(node, world.now().nanos() + time.toNanos()));
    }

    private SimNode newcomer() {
        world.pass(SETTLING);
        SimNode late = world.start("late", "lobby");
        world.pass(Duration.ofSeconds(20));
        return late;
    }

    /** By somebody who has an address of its own. */
    private void replay() {
        Endpoint from = world.newAddress();
        List<byte[]> said = List.copyOf(recorded);
        for (int i = 0; i < REPLAYED_FOR.dividedBy(BETWEEN_REPLAYS); i++) {
            byte[] datagram = said.get(i % said.size());
            world.after(BETWEEN_REPLAYS.multipliedBy(i), () -> world.say(from, Optional.empty(), datagram));
        }
    }

    private long questionsTo(SimNode gone, int since) {
        return world.log().subList(since, world.log().size()).stream()
                .filter(line -> line.contains("to " + gone.address() + "  Probe"))
                .count();
    }

    private static List<What> told(SimNode node, SimNode of) {
        List<What> told = new ArrayList<>();
        Consumer<Event.Change> add = change -> told.add(change.what());
        node.told().stream()
                .filter(Event.Change.class::isInstance)
                .map(Event.Change.class::cast)
                .filter(change -> change.peer().id().equals(of.id().toString()))
                .forEach(add);
        return told;
    }

    private static Status status(SimNode node, SimNode of) {
        return node.peers().stream()
                .filter(peer -> peer.id().equals(of.id().toString()))
                .map(Peer::status)
                .findFirst()
                .orElseThrow();
    }
}
