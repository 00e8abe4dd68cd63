package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What becomes of peers that fall silent, by what their hosts and others say of it. */
@Tag("once")
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
                    + " 1 other found the same.*");
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
            node.awaitMatch(".* ~ n2 .*(it answers again|another peer hears it).*");
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
            node.awaitMatch(".* - n2 .*questions were not answered; 1 other found the same.*");
        }
        nodes.get(2).awaitMatch(".* ! nobody answers; this node seems to be cut off");
        nodes.get(2).awaitMatch(".* \\? n0 .*");
        nodes.get(2).awaitMatch(".* \\? n1 .*");
        alone.plug("eth0");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* ~ n2 .*(it answers again|another peer hears it).*");
        }
        nodes.get(2).awaitMatch(".* ~ n0 .*(it answers again|another peer hears it).*");
        nodes.get(2).awaitMatch(".* ~ n1 .*(it answers again|another peer hears it).*");
        assertThat(nodes.get(2).lines()).noneMatch(line -> line.contains(" - n"));
    }

    @Test
    void aGoodbyeOfOneWhomNobodyHearsAnyMoreIsAGoodbye() {
        Needs.tool("nft");
        List<Program> nodes = threeWhoKnowEachOther();
        hosts.get(2).mute();
        nodes.get(2).signal("INT");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* - n2 .*it said goodbye.*");
        }
    }

    @Test
    void whyAPeerWasLostIsToldByEveryMemberAndWhoseWordItIs() {
        List<Program> nodes = threeWhoKnowEachOther();
        nodes.get(2).signal("KILL");
        for (Program node : nodes.subList(0, 2)) {
            node.awaitMatch(".* - n2 .*");
        }
        Host late = world.host("late");
        Program why = late.kith("why", "n2", "--for", "20s", "--no-classic", "--name", "late");
        assertThat(why.awaitExit()).as("%s", why).isZero();
        for (String teller : List.of("n0", "n1")) {
            assertThat(why.lines())
                    .as("%s", why)
                    .anyMatch(line -> line.matches("n2 [0-9a-f]{32} is lost, says " + teller + " [0-9a-f]{32}:"));
        }
        String lost = "  .* - lost  \\d+ questions were not answered, and its host says that nobody is at its port.*";
        assertThat(why.lines())
                .as("%s", why)
                .filteredOn(line -> line.matches(lost))
                .hasSize(2);
        assertThat(why.errors()).containsExactly("2 of 2 members answered");
        Program json = late.kith("why", "n2", "--for", "20s", "--no-classic", "--json");
        assertThat(json.awaitExit()).isZero();
        assertThat(json.lines()).singleElement().asString().contains("\"event\":\"lost\"", "\"tellerName\":\"n0\"");
        Program nobody = late.kith("why", "n9", "--no-classic", "--for", "1s");
        assertThat(nobody.awaitExit()).isEqualTo(1);
        assertThat(nobody.errors()).singleElement().asString().startsWith("kith why: nobody is known as 'n9'");
        hosts.get(2).kith("watch", "--no-classic", "--name", "n2").awaitCount(" + n", 2);
        Program several = late.kith("why", "n2", "--for", "20s", "--no-classic");
        assertThat(several.awaitExit()).isEqualTo(2);
        assertThat(several.lines()).isEmpty();
        assertThat(several.errors()).hasSize(3).first().asString().startsWith("kith why: 'n2' may be 2 peers");
        assertThat(several.errors().subList(1, 3))
                .anyMatch(line -> line.matches("[0-9a-f]{32}  n2  lost, says .*"))
                .anyMatch(line -> line.matches("[0-9a-f]{32}  n2  alive, says .*"));
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
