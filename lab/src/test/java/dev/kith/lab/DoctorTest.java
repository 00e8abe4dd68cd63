package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults that are made for real, which {@code kith doctor} has to name; what it says mends them is done, and has to mend them. */
@Tag("once")
class DoctorTest {
    private static final String SEND_TO_ALL = """
            import socket, sys
            to = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            to.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton("10.77.0.2"))
            for _ in range(int(sys.argv[2])):
                to.sendto(bytes.fromhex(sys.argv[1]), ("239.255.75.105", 9779))
            """;
    private static final String HOLD = """
            import socket, sys, time
            of = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
            if len(sys.argv) > 2:
                of.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
                of.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                of.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1)
            of.bind(("0.0.0.0", int(sys.argv[1])))
            if len(sys.argv) > 2:
                group = socket.inet_aton("239.255.75.105") + socket.inet_aton("10.77.0.1")
                of.setsockopt(socket.IPPROTO_IP, socket.IP_ADD_MEMBERSHIP, group)
            print("held", flush=True)
            time.sleep(3600)
            """;

    private World world;
    private Host here;
    private Host there;

    @BeforeEach
    void makeHosts() {
        Needs.tool("nft");
        Needs.tool("python3");
        Needs.tool("sysctl");
        world = Needs.world();
        here = world.host("here");
        there = world.host("there");
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void aHealthyNetworkComesOutClean() {
        peer();
        Findings findings = doctor("--strict");
        assertThat(findings.wrong()).as("%s", findings).isEmpty();
        assertThat(findings.program().awaitExit()).isZero();
        assertThat(doctor("--with", "there").wrong()).isEmpty();
    }

    @Test
    void aMerelyUnusualNetworkComesOutClean() {
        here.attach("eth1", "10.99.0.1/24", "br0");
        here.ip("link", "add", "wg0", "type", "veth", "peer", "name", "wg1");
        here.ip("addr", "add", "10.8.0.2/24", "dev", "wg0");
        here.ip("link", "set", "wg0", "up");
        here.ip("link", "set", "wg1", "up");
        here.ip("link", "add", "docker0", "type", "bridge");
        here.ip("addr", "add", "172.17.0.1/16", "dev", "docker0");
        here.ip("link", "set", "docker0", "up");
        here.ip("route", "add", "default", "via", "10.8.0.1");
        here.ip("link", "set", "eth0", "multicast", "off");
        here.ip("addr", "add", "10.77.0.91/24", "dev", "eth0");
        here.set("net/ipv6/conf/all/disable_ipv6", 1);
        there.ip("link", "add", "docker0", "type", "bridge");
        there.ip("addr", "add", "172.17.0.1/16", "dev", "docker0");
        there.ip("link", "set", "docker0", "up");
        peer();
        Findings findings = doctor("--strict");
        assertThat(findings.wrong()).as("%s", findings).isEmpty();
    }

    @Test
    void aLinkThatIsDown() {
        here.ip("link", "set", "eth0", "down");
        mended(doctor().names("no-interface", "fail", "eth0 (down)"));
    }

    @Test
    void aCableThatIsNotPluggedIn() {
        world.run("ip", "link", "set", "here-eth0", "down");
        doctor().names("no-interface", "fail", "eth0 (no carrier)");
    }

    @Test
    void aPortThatAnotherProgramHolds() {
        hold("9779");
        mended(doctor().names("port-held", "fail", "python3 (pid "));
    }

    @Test
    void theBeaconsPortThatAnotherProgramHolds() {
        hold("9778");
        mended(doctor().names("port-held", "warn", "python3 (pid "));
    }

    @Test
    void aFirewallThatDropsThePort() {
        here.nft("add table inet f; add chain inet f in { type filter hook input priority 0; };"
                + " add rule inet f in udp dport 9779 drop");
        mended(doctor().names("no-echo", "fail", "eth0 IPv4", "table inet f, chain in, handle 2: udp dport 9779 drop"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"iptables", "iptables-legacy"})
    void aFirewallOfIptables(String command) {
        Needs.tool(command);
        here.run(command, "-A", "INPUT", "-p", "udp", "--dport", "9779", "-j", "DROP");
        mended(doctor().names("no-echo", "fail", "firewall:", "9779"));
    }

    @Test
    void aFirewallThatDropsWhatNoRuleAccepts() {
        here.nft("add table inet f; add chain inet f in { type filter hook input priority 0; policy drop; };"
                + " add rule inet f in ct state established,related accept; add rule inet f in tcp dport 22 accept");
        peer("--no-classic");
        Findings closed =
                doctor("--no-classic").names("no-echo", "fail", "eth0 IPv4", "chain in drops whatever no rule accepts");
        mended(closed.names("own-port", "fail", "--own-port 9780"), "--no-classic", "--own-port", "9780");
        String listed = here.run(Checkout.kith(), "peers", "--no-classic", "--own-port", "9780", "-o", "plain");
        assertThat(listed).startsWith("there\t");
    }

    @Test
    void aFirewallThatLetsNothingOut() {
        here.nft("add table inet f; add chain inet f out { type filter hook output priority 0; };"
                + " add rule inet f out udp dport 9779 drop");
        mended(doctor().names("not-sent", "fail", "eth0 IPv4", "not permitted", "handle 2: udp dport 9779 drop"));
    }

    @Test
    void aFirewallThatDropsIpv6Alone() {
        here.nft("add table ip6 f; add chain ip6 f in { type filter hook input priority 0; };"
                + " add rule ip6 f in udp dport 9779 drop");
        mended(doctor().names("no-echo", "warn", "eth0 IPv6", "table ip6 f"));
    }

    @Test
    void aHostThatMayJoinNoGroups() {
        here.set("net/ipv4/igmp_max_memberships", 0);
        mended(doctor().names("not-joined", "fail", "eth0 IPv4", "igmp_max_memberships is 0"));
    }

    @Test
    void aReversePathFilterThatDropsWhatComesFromAnotherRange() {
        here.set("net/ipv4/conf/eth0/rp_filter", 1);
        there.ip("addr", "flush", "dev", "eth0");
        there.ip("addr", "add", "192.168.7.2/24", "dev", "eth0");
        peer();
        mended(doctor().names("reverse-path", "fail", "rp_filter is on for eth0"));
    }

    @Test
    void aVpnThatTookTheRouteToAPeer() {
        here.ip("link", "add", "wg0", "type", "veth", "peer", "name", "wg1");
        here.ip("addr", "add", "10.8.0.2/24", "dev", "wg0");
        here.ip("link", "set", "wg0", "up");
        here.ip("link", "set", "wg1", "up");
        here.ip("route", "add", "10.77.0.2/32", "dev", "wg0");
        peer();
        mended(doctor().names("route", "fail", "heard on eth0", "leaves by wg0"));
    }

    @Test
    void anInterfaceThatCarriesTooLittleAtOnce() {
        here.ip("link", "set", "eth0", "mtu", "1000");
        mended(doctor().names("mtu", "warn", "eth0", "1000"));
    }

    @Test
    void aProgramThatDoesNotTakeWhatComes() {
        Needs.tool("ss");
        hold("9779", "shared");
        Program flood = there.start(List.of(
                "python3", "-c", SEND_TO_ALL + "    __import__('time').sleep(0.01)\n", "00".repeat(1000), "600"));
        doctor().names("buffer-full", "warn", "at port 9779", "python3 (pid ");
        flood.kill();
    }

    @Test
    void aClockThatIsADayAhead() {
        Needs.tool("faketime");
        Member late = new Member(there, "there", List.of("faketime", "-f", "+1d"), List.of());
        late.id();
        doctor().names("clock", "warn", "there", "ahead of this host's");
    }

    @Test
    void aGroupWithAnotherKey() {
        String other = here.run(Checkout.kith(), "keygen").strip();
        String own = here.run(Checkout.kith(), "keygen").strip();
        Member member = new Member(there, "there", List.of("env", "KITH_KEY=" + other), List.of());
        member.id();
        Program doctor = here.start(List.of("env", "KITH_KEY=" + own, Checkout.kith(), "doctor", "--json"));
        Findings.read(doctor).names("other-key", "fail", "with another key, from 10.77.0.2");
    }

    @Test
    void anotherGroup() {
        new Member(there, "there", List.of(), List.of("--no-classic", "--group", "elsewhere")).id();
        doctor("--no-classic").names("other-group", "warn", "nobody of this one");
    }

    @Test
    void anotherVersionOfTheProtocol() {
        Program later = there.start(List.of(
                "python3",
                "-c",
                SEND_TO_ALL + "    __import__('time').sleep(0.2)\n",
                "4b6909" + "00".repeat(60),
                "100"));
        doctor().names("version", "fail", "version 9");
        later.kill();
    }

    @Test
    void aNetworkThatFiltersMulticast() {
        here.withoutMulticast();
        there.withoutMulticast();
        peer("--no-classic");
        doctor("--no-classic", "--with", "10.77.0.2").names("with-no-multicast", "fail", "kith --seed 10.77.0.2");
    }

    @Test
    void multicastThatThisHostDropsOnItsWayOut() {
        here.withoutMulticast();
        peer("--no-classic");
        doctor("--no-classic", "--with", "10.77.0.2").names("with-unheard", "fail", "table netdev cloud, chain out");
    }

    @Test
    void multicastThatDoesNotComeThere() {
        there.deafToMulticast();
        peer("--no-classic");
        doctor("--no-classic", "--with", "10.77.0.2").names("with-unheard", "fail");
        // Known at once, it is asked after each of the first words to all; itself it speaks to all in 12.5 s at the
        // latest.
        doctor("--no-classic", "--seed", "10.77.0.2", "--for", "14s")
                .names("unheard", "warn", "kith doctor --with there");
    }

    @Test
    void aSwitchThatDoesNotKnowWhoWantsMulticast() {
        List<String> bridge = List.of("ip", "link", "set", "br0", "type", "bridge");
        for (String setting : List.of(
                "mcast_query_response_interval 10",
                "mcast_startup_query_interval 10",
                "mcast_snooping 1",
                "mcast_querier 1")) {
            List<String> command = new ArrayList<>(bridge);
            command.addAll(List.of(setting.split(" ")));
            world.run(command.toArray(String[]::new));
        }
        here.nft("add table inet f; add chain inet f out { type filter hook output priority 0; };"
                + " add rule inet f out ip protocol igmp drop");
        here.set("net/ipv6/conf/all/disable_ipv6", 1);
        peer("--no-classic");
        doctor("--no-classic", "--with", "10.77.0.2").names("with-unhearing", "fail", "snoops");
    }

    @Test
    void aSwitchThatKeepsItsClientsApart() {
        peer();
        for (String port : List.of("here-eth0", "there-eth0")) {
            world.run("bridge", "link", "set", "dev", port, "isolated", "on");
        }
        doctor("--with", "10.77.0.2").names("with-isolated", "fail", "keeps its clients apart");
    }

    @Test
    void aFirewallThereThatDropsWhatComesToItAlone() {
        there.nft("add table inet f; add chain inet f in { type filter hook input priority 0; };"
                + " add rule inet f in udp dport != 9779 drop");
        peer();
        doctor().names("silent", "fail", "there", "is heard, and does not answer");
    }

    @Test
    void aFirewallThereThatDropsEverything() {
        there.nft("add table inet f; add chain inet f in { type filter hook input priority 0; };"
                + " add chain inet f out { type filter hook output priority 0; };"
                + " add rule inet f in meta l4proto udp drop; add rule inet f out meta l4proto udp drop");
        doctor("--with", "10.77.0.2").names("with-firewall", "fail", "10.77.0.2");
    }

    @Test
    void nobodyAtThePort() {
        doctor("--with", "10.77.0.2").names("with-closed", "fail", "nobody is at UDP port 9779");
    }

    @Test
    void noRoute() {
        doctor("--with", "192.0.2.9").names("with-no-route", "fail", "192.0.2.9");
    }

    @Test
    void nobodyOfThatName() {
        peer();
        doctor("--with", "carl").names("with-nobody", "fail", "carl", "kith doctor --with ADDRESS");
    }

    @Test
    void emptyPeersSayWhatTheDoctorSees() {
        here.nft("add table inet f; add chain inet f in { type filter hook input priority 0; };"
                + " add rule inet f in udp dport 9779 drop");
        Program peers = here.kith("peers", "--for", "2s");
        assertThat(peers.awaitExit()).isEqualTo(1);
        assertThat(peers.errors())
                .anyMatch(line -> line.contains("eth0 IPv4") && line.contains("does not come back"))
                .anyMatch(line -> line.contains("kith doctor"));
    }

    @Test
    void theLibrarySaysThatNothingComesBack() {
        here.nft("add table inet f; add chain inet f in { type filter hook input priority 0; };"
                + " add rule inet f in udp dport 9779 drop");
        new Member(here, "here", List.of(), List.of())
                .await("a word of it", line -> line.reason().contains("does not come back"));
    }

    private void peer(String... arguments) {
        new Member(there, "there", List.of(), List.of(arguments)).id();
    }

    private void hold(String... arguments) {
        List<String> command = new ArrayList<>(List.of("python3", "-c", HOLD));
        command.addAll(Arrays.asList(arguments));
        here.start(command).awaitLine("held");
    }

    private Findings doctor(String... arguments) {
        List<String> all = new ArrayList<>(List.of("doctor", "--json", "--name", "here"));
        all.addAll(Arrays.asList(arguments));
        return Findings.read(here.kith(all.toArray(String[]::new)));
    }

    /** Does what it says, and looks again. */
    private void mended(Findings findings, String... with) {
        List<String> commands = findings.all().stream()
                .map(finding -> finding.at("/fix").asString(""))
                .filter(fix -> fix.startsWith("sudo "))
                .map(fix -> fix.substring("sudo ".length()))
                .distinct()
                .toList();
        assertThat(commands).as("%s", findings).isNotEmpty();
        commands.forEach(command -> here.run("sh", "-c", command));
        Findings after =
                doctor(Stream.concat(Stream.of("--for", "4s"), Stream.of(with)).toArray(String[]::new));
        assertThat(after.wrong()).as("after %s: %s", commands, after).doesNotContainAnyElementsOf(findings.wrong());
    }
}
