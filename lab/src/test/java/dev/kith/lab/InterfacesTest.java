package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Interfaces as they come and go under a running node. None of these hosts has a default route. */
class InterfacesTest {
    private static final Pattern SOURCE = Pattern.compile("from (\\d+\\.\\d+\\.\\d+\\.\\d+):(\\d+)");

    private static final String NO_IPV6 = "net/ipv6/conf/all/disable_ipv6";

    private World world;
    private Host roamer;
    private Host fixed;
    private Program peer;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        roamer = world.isolatedHost("roamer");
        fixed = world.host("fixed");
        fixed.ip("addr", "add", "10.78.0.1/24", "dev", "eth0");
        peer = fixed.kith("listen");
        peer.awaitLine("Listening");
        fixed.kith("cast", "--username", "fixed");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void withoutANetworkTheNodesOfAHostFindEachOtherOnLoopback() {
        Program watch = roamer.kith("watch", "--name", "first");
        roamer.kith("watch", "--name", "second").awaitMatch(".* \\+ first 127\\.0\\.0\\.1:\\d+.*");
        watch.awaitMatch(".* \\+ second 127\\.0\\.0\\.1:\\d+.*");
    }

    @Test
    void anInterfaceThatAppearsIsUsed() {
        Program watch = roamer.kith("watch", "--name", "roamer");
        watch.awaitError("on lo");
        roamer.attach("eth0", "10.77.0.50/24");
        watch.awaitMatch(".* \\+ fixed 10\\.7[78]\\.0\\.1:\\d+ eth0");
        peer.awaitLine("\"roamer\"} from 10.77.0.50:");
    }

    @Test
    void anInterfaceThatIsDeletedAndMadeAgainIsHeardAndHeardOn() {
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer");
        watch.awaitLine("+ fixed");
        roamer.detach("eth0");
        watch.awaitLine("- fixed");
        roamer.attach("eth0", "10.77.0.51/24");
        watch.awaitLine("~ fixed");
        peer.awaitLine("\"roamer\"} from 10.77.0.51:");
    }

    @Test
    void anAddressThatChangesIsCastFrom() {
        roamer.attach("eth0", "10.77.0.50/24");
        roamer.kith("watch", "--name", "roamer");
        String before = peer.awaitLine("\"roamer\"} from 10.77.0.50:");
        roamer.ip("addr", "flush", "dev", "eth0");
        roamer.ip("addr", "add", "10.77.0.60/24", "dev", "eth0");
        String after = peer.awaitLine("\"roamer\"} from 10.77.0.60:");
        assertThat(port(after)).isEqualTo(port(before));
    }

    @Test
    void aNodeWhoseAddressChangesAgainAndAgainDoesNotSeeItself() {
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer");
        for (int host = 60; host < 66; host++) {
            roamer.ip("addr", "flush", "dev", "eth0");
            roamer.ip("addr", "add", "10.77.0." + host + "/24", "dev", "eth0");
            peer.awaitLine("\"roamer\"} from 10.77.0." + host + ":");
        }
        watch.awaitLine("+ fixed");
        assertThat(watch.lines()).noneMatch(line -> line.contains("roamer"));
    }

    @Test
    void aLinkThatGoesDownAndUpIsUsedAgain() {
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer");
        watch.awaitLine("+ fixed");
        roamer.ip("link", "set", "eth0", "down");
        watch.awaitLine("- fixed");
        roamer.ip("link", "set", "eth0", "up");
        watch.awaitLine("~ fixed");
    }

    /** Who is silent is asked from the address of then; here nobody else hears the others, who are on ports kept apart. */
    @Test
    void whoComesBackWithAnotherAddressAsksThoseItDoubtsFromThat() {
        roamer.set(NO_IPV6, 1);
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--no-classic", "--name", "roamer");
        List.of("bob", "cleo").forEach(name -> {
            Host apart = world.host(name);
            apart.set(NO_IPV6, 1);
            world.run("bridge", "link", "set", "dev", name + "-eth0", "isolated", "on");
            apart.kith("watch", "--no-classic", "--name", name);
            watch.awaitLine("+ " + name);
        });
        roamer.unplug("eth0");
        watch.awaitLine("? bob");
        watch.awaitLine("? cleo");
        roamer.ip("addr", "flush", "dev", "eth0");
        roamer.ip("addr", "add", "10.77.0.60/24", "dev", "eth0");
        roamer.plug("eth0");
        watch.awaitLine("~ bob");
        watch.awaitLine("~ cleo");
        roamer.run("sleep", "8");
        assertThat(watch.lines())
                .filteredOn(line -> line.contains("! nobody answers"))
                .hasSize(1);
        assertThat(watch.lines()).noneMatch(line -> line.contains(" - "));
    }

    /** Its source is an address of one link, and that link has none of the kind any more when it is read. */
    @Test
    void whatWaitsToBeReadWhileItsLinkGoesDownStopsNobody() {
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer", "--own-port", "4444");
        watch.awaitLine("+ fixed");
        watch.signal("STOP");
        String address = roamer.run("sh", "-c", "ip -6 addr show dev eth0 | grep -o 'fe80:[^/]*'")
                .strip();
        fixed.start(List.of("bash", "-c", "while echo > /dev/udp/" + address + "%eth0/4444; do sleep 0.1; done"));
        // Twenty and more of them, ten a second: it stands still for so long that it looks at its links before it
        // reads.
        roamer.run(
                "sh", "-c", "until ss -Huln6 'sport = :4444' | grep -qE 'UNCONN *[2-9][0-9]{4}'; do sleep 0.1; done");
        roamer.ip("link", "set", "eth0", "down");
        watch.signal("CONT");
        watch.awaitLine("- fixed");
        roamer.ip("link", "set", "eth0", "up");
        watch.awaitLine("~ fixed");
        fixed.kith("watch", "--no-classic", "--name", "late");
        watch.awaitLine("+ late");
    }

    @Test
    void twoInterfacesCastFromOnePortAndTheNodeDoesNotSeeItself() {
        roamer.attach("eth0", "10.77.0.50/24").attach("eth1", "10.78.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer");
        String first = peer.awaitLine("\"roamer\"} from 10.77.0.50:");
        String second = peer.awaitLine("\"roamer\"} from 10.78.0.50:");
        assertThat(port(first)).isEqualTo(port(second));
        watch.awaitLine("+ fixed");
        world.host("late").kith("cast", "--username", "late");
        watch.awaitLine("+ late");
        assertThat(watch.lines()).noneMatch(line -> line.contains("roamer"));
    }

    @Test
    void onlyTheNamedInterfaceIsUsed() {
        roamer.attach("eth0", "10.77.0.50/24").attach("eth1", "10.78.0.50/24");
        Program roster = roamer.kith("peers", "--interface", "eth1", "--for", "2.5s", "--name", "roamer");
        assertThat(roster.awaitExit()).isZero();
        assertThat(roster.errors()).containsExactly("1 peer (1 alive) in 2.5 s on eth1", "Group lobby is open.");
        assertThat(peer.lines()).noneMatch(line -> line.contains("from 10.77.0.50"));
    }

    @Test
    void allInterfacesGoneIsSaidAndTheNodeComesBack() {
        roamer.ip("link", "set", "lo", "down");
        roamer.attach("eth0", "10.77.0.50/24");
        Program watch = roamer.kith("watch", "--name", "roamer");
        watch.awaitLine("+ fixed");
        roamer.detach("eth0");
        watch.awaitLine("! no interface is up");
        watch.awaitLine("- fixed");
        roamer.attach("eth0", "10.77.0.50/24");
        watch.awaitLine("~ fixed");
    }

    @Test
    void withoutAnyInterfaceItCannotStart() {
        roamer.ip("link", "set", "lo", "down");
        Program watch = roamer.kith("watch");
        assertThat(watch.awaitExit()).isEqualTo(3);
        assertThat(watch.errors()).singleElement().asString().contains("the network could not be opened");
        Program named = world.host("named").kith("peers", "--interface", "eth7");
        assertThat(named.awaitExit()).isEqualTo(3);
        assertThat(named.errors()).singleElement().asString().contains("'eth7'").contains("eth0, lo");
    }

    private static String port(String line) {
        Matcher matcher = SOURCE.matcher(line);
        assertThat(matcher.find()).as(line).isTrue();
        return matcher.group(2);
    }
}
