package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Somebody writes down all that is said in a group for an hour, in which members come, change, leave, die and come back; and then says
 * all of it again. Nobody who was there takes anybody for what it is not; a newcomer hears of the dead, too, and does not believe
 * them for long.
 */
@Tag("once")
class HourReplayedTest {
    private static final String GROUP = "team";
    private static final int OURS = 1;
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration AMIDST = Duration.ofSeconds(30);
    /** As long as it takes to lose one who never answered. */
    private static final Duration UNTIL_LOST = Duration.ofMinutes(1);
    /** Far more than there ever is in a group of that size. */
    private static final int REPLAYED_A_SECOND = 2_000;
    /** So often what was said to all, after everything once as it came and once in any order. */
    private static final int TIMES = 10;

    private static final int LEAST_IN_AN_HOUR = 100_000;

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Said(Endpoint from, Optional<Endpoint> to, byte[] datagram) {}

    private final World world = new World(1);
    private final Endpoint stranger = world.newAddress();
    private final List<Said> recorded = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(ints = {Role.OPEN, OURS})
    void nobodyIsWhatItWasAnHourAgo(int keys) {
        world.keys().set(OURS, new KeyRing(List.of(GroupKey.of(new byte[GroupKey.BYTES]))));
        world.admit(recorder());
        liveForAnHour(keys);
        world.admit((from, datagram) -> {});
        List<SimNode> witnesses = world.running();
        Map<SimNode, Set<String>> known = witnesses.stream().collect(Collectors.toMap(node -> node, this::knownTo));
        Map<SimNode, Integer> toldBefore = witnesses.stream()
                .collect(Collectors.toMap(node -> node, node -> changes(node).size()));
        assertThat(recorded).hasSizeGreaterThan(LEAST_IN_AN_HOUR);

        world.after(AMIDST, () -> world.start(role("late", keys)));
        sayAgain(recorded);
        world.after(AMIDST, () -> world.start(role("later", keys)));
        sayAgain(shuffled());
        List<Said> toAll = recorded.stream().filter(said -> said.to().isEmpty()).toList();
        for (int times = 0; times < TIMES; times++) {
            sayAgain(toAll);
        }
        world.pass(UNTIL_LOST);

        for (SimNode node : witnesses) {
            assertThat(changes(node).stream().skip(toldBefore.getOrDefault(node, 0)))
                    .as("what %s told meanwhile", node)
                    .noneMatch(change -> known.getOrDefault(node, Set.of())
                            .contains(change.peer().id()));
        }
        Set<String> running =
                world.running().stream().map(node -> node.id().toString()).collect(Collectors.toSet());
        for (SimNode node : world.running()) {
            assertThat(changes(node).stream().skip(toldBefore.getOrDefault(node, 0)))
                    .as("what %s told meanwhile", node)
                    .noneMatch(change -> change.what() == What.RECOVERED)
                    .filteredOn(change -> running.contains(change.peer().id()))
                    .allMatch(change -> Set.of(What.JOINED, What.CHANGED).contains(change.what()));
            assertThat(node.present()).as("%s", node).isEqualTo(othersOf(node));
        }
    }

    private Set<String> knownTo(SimNode node) {
        return changes(node).stream().map(change -> change.peer().id()).collect(Collectors.toSet());
    }

    private List<Said> shuffled() {
        List<Said> shuffled = new ArrayList<>(recorded);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled;
    }

    /** Ten minutes for each thing that happens. */
    private void liveForAnHour(int keys) {
        List<SimNode> nodes = Stream.of("stays", "changes", "leaves", "dies", "comes back", "moves")
                .map(name -> world.start(role(name, keys)))
                .toList();
        Duration step = HOUR.dividedBy(6);
        world.pass(step);
        nodes.get(1).update();
        SimNode crashed = nodes.get(4);
        crashed.crash();
        world.pass(step);
        nodes.get(2).leave();
        world.start(crashed.role());
        nodes.get(5).move();
        world.pass(step);
        nodes.get(3).cutOff();
        nodes.get(1).update();
        world.pass(step);
        world.start(nodes.get(2).role().withNewIdentity(), nodes.get(2).address());
        world.pass(step);
        nodes.get(5).leave();
        world.start(nodes.get(5).role(), nodes.get(5).address());
        world.pass(step);
    }

    private static Role role(String name, int keys) {
        return Role.plain(name, GROUP).with(keys);
    }

    private Bystander recorder() {
        return new Bystander() {
            @Override
            public void overhear(SimNode from, byte[] datagram) {
                recorded.add(new Said(from.address(), Optional.empty(), datagram));
            }

            @Override
            public void overhear(SimNode from, Endpoint to, byte[] datagram) {
                recorded.add(new Said(from.address(), Optional.of(to), datagram));
            }
        };
    }

    /** Each from where it came, and from the stranger's own address. */
    private void sayAgain(List<Said> all) {
        long gap = Duration.ofSeconds(1).toNanos() / REPLAYED_A_SECOND;
        for (Said said : all) {
            world.say(said.from(), said.to(), said.datagram());
            world.say(stranger, said.to(), said.datagram());
            world.pass(Duration.ofNanos(gap));
        }
    }

    private static List<Event.Change> changes(SimNode node) {
        return node.told().stream()
                .flatMap(event -> event instanceof Event.Change change ? Stream.of(change) : Stream.empty())
                .toList();
    }

    private Set<String> othersOf(SimNode node) {
        return world.running().stream()
                .filter(other -> other != node)
                .map(other -> other.id().toString())
                .collect(Collectors.toSet());
    }
}
