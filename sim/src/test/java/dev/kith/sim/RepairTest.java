package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Views that differ by a little are made equal at the price of that little. */
@Tag("once")
class RepairTest {
    private static final int NODES = 100;
    private static final Pattern KIND_AND_BYTES = Pattern.compile("(Compared?|Page) of (\\d+) bytes");
    /** Five records; the roster of all would take twenty pages. */
    private static final int FEW_PAGES = 1500;

    private static final int ONE_COMPARISON = 300;
    /** Of itself, of its four watchers, and of one whom it has just asked; two each, for hundred ids are narrowed down twice. */
    private static final int COMPARISONS = 6 * 2;

    private final World world = new World(11, true);
    private final List<SimNode> nodes = new ArrayList<>();

    @BeforeEach
    void start() {
        world.use(Link.QUIET);
        for (int i = 0; i < NODES; i++) {
            nodes.add(world.start("n" + i, "lobby"));
        }
        world.pass(Duration.ofSeconds(40));
    }

    @Test
    void whoWasAwayIsGivenWhatItMissedAndNoMore() {
        SimNode away = nodes.get(0);
        away.moveToSide(1);
        world.start("late", "lobby");
        // The newcomer has announced itself four times by then, and nobody was given up yet.
        world.pass(Duration.ofMillis(2500));
        away.moveToSide(0);
        int before = world.log().size();
        world.pass(Duration.ofSeconds(6));
        assertThat(away.peers()).extracting(Peer::name).contains("late");
        // The newcomer gets the roster of all, at the very beginning of its time; the other pages are those of the
        // repair.
        assertThat(bytes(before, "Page")).isBetween(1, FEW_PAGES);
        assertThat(bytes(before, "Compare") + bytes(before, "Compared")).isBetween(1, COMPARISONS * ONE_COMPARISON);
    }

    @Test
    void whereHalfIsMissingAllIsGivenWithoutManyQuestions() {
        Duration cut = Duration.ofSeconds(20);
        for (SimNode here : nodes.subList(0, NODES / 2)) {
            for (SimNode there : nodes.subList(NODES / 2, NODES)) {
                world.block(here, there, cut);
                world.block(there, here, cut);
            }
        }
        world.pass(cut);
        assertThat(nodes.get(0).present()).hasSize(NODES / 2 - 1);
        int before = world.log().size();
        world.pass(Duration.ofSeconds(60));
        for (SimNode node : nodes) {
            assertThat(node.present()).hasSize(NODES - 1);
        }
        long questions = world.log().subList(before, world.log().size()).stream()
                .filter(line -> line.contains("Compare of"))
                .count();
        assertThat(questions).isLessThan(NODES * 20L);
    }

    private int bytes(int from, String kind) {
        int sum = 0;
        for (String line : world.log().subList(from, world.log().size())) {
            Matcher matcher = KIND_AND_BYTES.matcher(line);
            if (matcher.find() && matcher.group(1).equals(kind)) {
                sum += Integer.parseInt(matcher.group(2));
            }
        }
        return sum;
    }
}
