package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of peers that fall silent, by what their hosts and others say of it. */
class WatchingTest {
    private World world;
    private final List<Host> hosts = new ArrayList<>();

    @BeforeEach
    void makeWorld() {
        world = Needs.world();
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void ofAKilledProcessItsHostSaysThatItIsGone() {
        List<Program> nodes = threeWhoKnowEachOther();
        nodes.get(2).signal("KILL");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* \\? n2 .*");
            node.awaitMatch(".* - n2 .*questions were not answered, and its host says that nobody is at its port;"
                    + " 1 other found the same");
        }
    }

    @Test
    void aProcessThatIsStoppedIsSuspectedAtMostAndTakesNobodyWithIt() {
        List<Program> nodes = threeWhoKnowEachOther();
        nodes.get(2).signal("STOP");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* \\? n2 .*but its host answers.*");
        }
        // Five seconds, longer than it takes to lose a host that is cut off.
        world.host("clock")
                .kith("peers", "--no-classic", "--passive", "--for", "5s")
                .awaitExit();
        nodes.get(2).signal("CONT");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* ~ n2 .*(it answers again|another peer hears it)");
        }
        for (Program node : nodes) {
            assertThat(node.lines()).noneMatch(line -> line.contains(" - n"));
        }
        assertThat(nodes.get(2).lines()).noneMatch(line -> line.contains(" ? n"));
    }

    @Test
    void ofTwoHostsThatAreCutOffFromAThirdTheThirdSaysThatItIsAlone() {
        List<Program> nodes = threeWhoKnowEachOther();
        // Until each has answered each.
        pass("3s");
        Host alone = hosts.get(2).unplug("eth0");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* - n2 .*questions were not answered; 1 other found the same");
        }
        nodes.get(2).awaitMatch(".* ! nobody answers; this node seems to be cut off");
        nodes.get(2).awaitMatch(".* \\? n0 .*");
        nodes.get(2).awaitMatch(".* \\? n1 .*");
        alone.plug("eth0");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* ~ n2 .*(it answers again|another peer hears it)");
        }
        nodes.get(2).awaitMatch(".* ~ n0 .*(it answers again|another peer hears it)");
        nodes.get(2).awaitMatch(".* ~ n1 .*(it answers again|another peer hears it)");
        assertThat(nodes.get(2).lines()).noneMatch(line -> line.contains(" - n"));
    }

    @Test
    void aGoodbyeOfOneWhomNobodyHearsAnyMoreIsAGoodbye() {
        Needs.tool("nft");
        List<Program> nodes = threeWhoKnowEachOther();
        hosts.get(2).mute();
        nodes.get(2).signal("INT");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* - n2 .*it said goodbye");
        }
    }

    private void pass(String time) {
        world.host("clock")
                .kith("peers", "--no-classic", "--passive", "--for", time)
                .awaitExit();
    }

    private List<Program> threeWhoKnowEachOther() {
        List<Program> nodes = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            hosts.add(world.host("h" + i));
            nodes.add(hosts.get(i).kith("watch", "--verbose", "--no-classic", "--name", "n" + i));
        }
        nodes.forEach(node -> node.awaitCount(" + n", 2));
        return nodes;
    }
}
