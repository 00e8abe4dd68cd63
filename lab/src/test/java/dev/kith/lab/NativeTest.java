package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Nodes of the native protocol on hosts of their own. The beacon is off, where it is not what the test is about. */
class NativeTest {
    private World world;

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
    void threeHostsKnowEachOtherAndAGoodbyeIsHeard() {
        Program anna = watch(world.host("anna"), "anna");
        Program bob = watch(world.host("bob"), "bob");
        Program carl = watch(world.host("carl"), "carl");
        anna.awaitMatch(joined("bob"));
        anna.awaitMatch(joined("carl"));
        bob.awaitMatch(joined("anna"));
        carl.awaitMatch(joined("anna"));
        carl.awaitMatch(joined("bob"));
        assertThat(bob.signal("TERM").awaitExit()).isZero();
        anna.awaitMatch(".* - bob .*  it said goodbye .*");
        carl.awaitMatch(".* - bob .*  it said goodbye .*");
    }

    @Test
    void aKilledProcessIsSuspectedAndLost() {
        Program anna = watch(world.host("anna"), "anna");
        Program bob = watch(world.host("bob"), "bob");
        anna.awaitMatch(joined("bob"));
        bob.signal("KILL");
        anna.awaitMatch(".* \\? bob .* questions were not answered.*");
        anna.awaitMatch(".* - bob .* questions were not answered.*");
    }

    @Test
    void aHostThatWasCutOffComesBackByItself() {
        Program anna = watch(world.host("anna"), "anna");
        Host away = world.host("away");
        watch(away, "bob");
        anna.awaitMatch(joined("bob"));
        away.ip("link", "set", "eth0", "down");
        anna.awaitMatch(".* - bob .* questions were not answered.*");
        away.ip("link", "set", "eth0", "up");
        anna.awaitMatch(".* ~ bob .*  it answers again .*");
    }

    @Test
    @Tag("once")
    void twentyHostsKnowEachOther() {
        List<Program> nodes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nodes.add(watch(world.host("h" + i), "n" + i));
        }
        for (Program node : nodes) {
            node.awaitCount(" + n", 19);
        }
        Program peers = world.host("late").kith("peers", "--no-classic", "--for", "4s", "--json");
        assertThat(peers.awaitExit()).isZero();
        assertThat(peers.lines().get(0).split("\"status\":\"alive\"", -1)).hasSize(20 + 1 + 1);
    }

    @Test
    void tenHostsThatLoseATenthOfAllDatagramsKnowEachOther() {
        Needs.tool("nft");
        List<Program> nodes = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            nodes.add(watch(world.host("h" + i).loseOneIn(10), "n" + i));
        }
        for (Program node : nodes) {
            node.awaitCount(" + n", 9);
        }
        nodes.get(0).signal("TERM");
        for (Program node : nodes.subList(1, 10)) {
            node.awaitMatch(".* - n0 .*");
            assertThat(node.lines()).noneMatch(line -> line.matches(".* - n[1-9] .*"));
        }
    }

    @Test
    void twoNodesOfAHostFindEachOtherOnLoopbackAndBesideOthers() {
        Host alone = world.isolatedHost("alone");
        Program anna = watch(alone, "anna");
        anna.awaitError("on lo");
        watch(alone, "bob");
        anna.awaitMatch(".* \\+ bob 127\\.0\\.0\\.1:\\d+ lo");
        Host host = world.host("host");
        Program carl = watch(host, "carl");
        watch(host, "dora");
        carl.awaitMatch(joined("dora"));
        assertThat(carl.lines()).noneMatch(line -> line.contains("carl"));
    }

    @Test
    @Tag("once")
    void whoKeepsToLoopbackHearsNothingOfOtherHosts() {
        Host host = world.host("host");
        Runnable dora = () -> host.kith("watch", "--interface", "lo", "--name", "dora");
        assertHearsOnlyDora(host, "lo", dora, ".* \\+ dora 127\\.0\\.0\\.1:\\d+ lo");
    }

    @Test
    @Tag("once")
    void whoKeepsToOneInterfaceHearsNothingByAnother() {
        Host host = world.host("host");
        Subnet other = new Subnet(world, "other", "10.78.0");
        other.attach(host, "eth1", other.address(50));
        assertHearsOnlyDora(host, "eth1", () -> watch(other.host("dora"), "dora"), joined("dora"));
    }

    private void assertHearsOnlyDora(Host host, String interfaceName, Runnable startDora, String joined) {
        Program bob = host.kith("watch", "--interface", interfaceName, "--name", "bob");
        bob.awaitError("on " + interfaceName);
        Program carl = watch(world.host("carl"), "carl");
        carl.awaitError("on eth0");
        // Its first announcements are broadcast, too, which every socket of the port hears.
        Program anna = world.host("anna").kith("watch", "--name", "anna");
        carl.awaitMatch(joined("anna"));
        startDora.run();
        bob.awaitMatch(joined);
        assertThat(bob.lines()).noneMatch(line -> line.contains("anna") || line.contains("carl"));
        assertThat(anna.lines()).noneMatch(line -> line.contains("bob"));
    }

    @Test
    void anInterfaceThatComesGoesAndComesAgainIsUsedWithNoDefaultRoute() {
        Program anna = watch(world.host("anna"), "anna");
        Host roamer = world.isolatedHost("roamer");
        Program bob = watch(roamer, "bob");
        bob.awaitError("on lo");
        roamer.attach("eth0", "10.77.0.50/24");
        bob.awaitMatch(joined("anna"));
        anna.awaitMatch(joined("bob"));
        roamer.detach("eth0");
        anna.awaitMatch(".* - bob .*");
        roamer.attach("eth0", "10.77.0.51/24");
        anna.awaitMatch(".* ~ bob 10\\.77\\.0\\.51:\\d+ eth0.*");
        assertThat(roamer.ip("route", "show", "default")).isEmpty();
    }

    @Test
    void aNodeThatAlsoCastsIsListedOnce() {
        Program anna = world.host("anna").kith("watch", "--json", "--name", "anna");
        world.host("bob").kith("watch", "--name", "bob");
        world.host("old").kith("cast", "--username", "old");
        anna.awaitLine("\"old\"");
        anna.awaitLine("\"bob\"");
        assertThat(anna.lines())
                .filteredOn(line -> line.contains("\"bob\""))
                .allMatch(line -> line.contains("\"kind\":\"kith\""));
        assertThat(anna.lines())
                .filteredOn(line -> line.contains("\"old\""))
                .allMatch(line -> line.contains("\"kind\":\"classic\""));
    }

    @Test
    void aNewcomerListsEachOfThoseThatCastOnceToo() {
        List<String> names = List.of("bob", "carl", "dora");
        names.forEach(name -> world.host(name).kith("watch", "--name", name).awaitError("here as"));
        Program late = world.host("late").kith("watch", "--json", "--name", "late");
        late.awaitLine("\"ready\"");
        names.forEach(name -> late.awaitLine("\"" + name + "\""));
        // Each of them casts twice in this time, and once more before it is looked at.
        Program roster = world.host("later").kith("peers", "--json", "--for", "6s", "--name", "later");
        assertThat(roster.awaitExit()).isZero();
        assertThat(late.lines()).noneMatch(line -> line.contains("\"classic\""));
        assertThat(roster.lines()).singleElement().asString().doesNotContain("\"classic\"");
        assertThat(roster.lines().get(0).split("\"kind\":\"kith\"", -1)).hasSize(4 + 1 + 1);
    }

    @Test
    void readyComesFirstAndThenTheRosterOfTheStart() {
        List<String> names = List.of("bob", "carl", "dora");
        List<Program> nodes =
                names.stream().map(name -> watch(world.host(name), name)).toList();
        nodes.forEach(node -> node.awaitCount(" + ", 2));
        Program late = world.host("late").kith("watch", "--no-classic", "--json", "--name", "late");
        List<String> lines = late.awaitLines(4);
        assertThat(lines.get(0)).contains("\"event\":\"ready\"");
        assertThat(lines.subList(1, 4)).allMatch(line -> line.contains("\"event\":\"joined\""));
    }

    @Test
    void groupsAreKeptApart() {
        Program red = world.host("red").kith("watch", "--no-classic", "--group", "red", "--name", "red");
        world.host("blue")
                .kith("watch", "--no-classic", "--group", "blue", "--name", "blue")
                .awaitError("here as");
        world.host("red2").kith("watch", "--no-classic", "--group", "red", "--name", "red2");
        red.awaitMatch(joined("red2"));
        assertThat(red.lines()).noneMatch(line -> line.contains("blue"));
    }

    @Test
    void twoPathsToOnePeerAreOnePeer() {
        Host anna = world.host("anna").attach("eth1", "10.78.0.1/24");
        Host bob = world.host("bob").attach("eth1", "10.78.0.2/24");
        Program watch = watch(anna, "anna");
        watch(bob, "bob");
        watch.awaitMatch(joined("bob"));
        Program peers = anna.kith("peers", "--no-classic", "--json", "--name", "looks", "--for", "5s");
        assertThat(peers.awaitExit()).isZero();
        assertThat(peers.lines().get(0)).contains("10.77.0.2:").contains("10.78.0.2:");
        assertThat(watch.lines()).filteredOn(line -> line.contains(" + bob ")).hasSize(1);
    }

    @Test
    void hostsWithoutIpv4FindEachOther() {
        Program anna = watch(sixOnly("anna"), "anna");
        sixOnly("bob").kith("watch", "--no-classic", "--name", "bob", "--own-port", "4444");
        anna.awaitMatch(".* \\+ bob \\[fe80:.*%eth0\\]:4444 eth0.*");
    }

    @Test
    void servicesAndMetadataArrive() {
        Program anna = world.host("anna").kith("watch", "--json", "--no-classic", "--name", "anna");
        world.host("bob").kith("watch", "--name", "bob", "--meta", "room=attic", "--service", "http:8080");
        assertThat(anna.awaitLine("\"joined\""))
                .contains("\"meta\":{\"room\":\"attic\"}")
                .contains("\"services\":{\"http\":8080}");
    }

    @Test
    void anotherPortAndGroupAddressIsAnotherNetwork() {
        String[] elsewhere = {"watch", "--no-classic", "--port", "9800", "--multicast", "239.1.2.3", "--name"};
        Program anna = world.host("anna").kith(with(elsewhere, "anna"));
        Program bob = watch(world.host("bob"), "bob");
        world.host("carl").kith(with(elsewhere, "carl"));
        anna.awaitMatch(joined("carl"));
        assertThat(anna.lines()).noneMatch(line -> line.contains("bob"));
        assertThat(bob.lines()).isEmpty();
    }

    @Test
    void anotherGroupAddressOfIpv6IsAnotherNetwork() {
        String[] elsewhere = {"watch", "--no-classic", "--multicast", "ff12::1:2", "--name"};
        Program anna = sixOnly("anna").kith(with(elsewhere, "anna"));
        Program bob = watch(sixOnly("bob"), "bob");
        sixOnly("carl").kith(with(elsewhere, "carl"));
        anna.awaitMatch(joined("carl"));
        assertThat(anna.lines()).noneMatch(line -> line.contains("bob"));
        assertThat(bob.lines()).isEmpty();
    }

    @Test
    void aPassiveNodeSeesAndIsNotSeen() {
        Program anna = watch(world.host("anna"), "anna");
        Program quiet = world.host("quiet").kith("watch", "--no-classic", "--passive", "--name", "quiet");
        quiet.awaitError("watching, unseen");
        Program bob = watch(world.host("bob"), "bob");
        quiet.awaitMatch(joined("bob"));
        anna.awaitMatch(joined("bob"));
        bob.awaitMatch(joined("anna"));
        assertThat(anna.lines()).noneMatch(line -> line.contains("quiet"));
        assertThat(bob.lines()).noneMatch(line -> line.contains("quiet"));
    }

    @Test
    void aPortThatIsNotSharedIsNamedWithItsHolder() {
        Needs.tool("node");
        Host host = world.host("host");
        host.start(List.of(
                        "node", "-e", "require('dgram').createSocket('udp4').bind(9779, () => console.log('bound'))"))
                .awaitLine("bound");
        Program watch = watch(host, "anna");
        assertThat(watch.awaitExit()).isEqualTo(3);
        assertThat(watch.errors()).singleElement().asString().contains("port 9779 is held by node (pid ");
    }

    private Host sixOnly(String name) {
        Host host = world.host(name);
        host.ip("-4", "addr", "flush", "dev", "eth0");
        return host;
    }

    private static Program watch(Host host, String name) {
        return host.kith("watch", "--no-classic", "--name", name);
    }

    private static String[] with(String[] arguments, String last) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add(last);
        return all.toArray(String[]::new);
    }

    /** By whichever way came first: who opens its sockets just then hears IPv6 first, which is said 10 ms later. */
    private static String joined(String name) {
        return ".* \\+ " + name + " (10\\.7[78]\\.0\\.\\d+|\\[fe80:.*%eth\\d]):\\d+.*";
    }
}
