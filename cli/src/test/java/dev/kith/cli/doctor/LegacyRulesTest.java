package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The same of the rules that iptables wrote before nftables were there. */
class LegacyRulesTest {
    private static final Firewall.Datagram TO_ALL = Firewall.Datagram.toAll(
            "eth0", false, 9779, List.of(Endpoint.of(new InetSocketAddress("10.77.0.1", 40_000))));
    private static final Finding DROPPED = Finding.fail("no-echo", "eth0 IPv4", "dropped");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-P INPUT DROP",
                "-A INPUT -p udp -m udp --dport 9779 -j DROP",
                "-A INPUT -i eth0 -p udp -m multiport --dports 53,9000:9999 -j REJECT --reject-with icmp-port-unreachable",
                "-A INPUT -d 224.0.0.0/4 -j DROP",
                "-A INPUT -i eth+ -j DROP",
                "-A INPUT ! -i lo -p udp -m multiport --dports 9778,9779 -j DROP",
                "-A INPUT ! -s 10.0.0.1/32 -j DROP",
                "-A INPUT -m conntrack --ctstate INVALID,NEW -j DROP",
                "-A INPUT -m pkttype --pkt-type multicast -j DROP",
                "-A INPUT -m addrtype --dst-type MULTICAST -j DROP",
                "-A INPUT -p udp -m udp ! --dport 53 -j DROP",
                "-A INPUT -p udp -m udp --dport 9779 -m comment --comment \"kept out\" -j DROP"
            })
    void ofTheOlderRulesTooTheOneThatMayDropItIsNamed(String rule) {
        Finding explained = legacy(rule).explain(DROPPED, "input", TO_ALL);
        assertThat(explained.why()).containsExactly("firewall: iptables-legacy " + rule);
        assertThat(explained.fix()).hasValue("sudo iptables-legacy -I INPUT -p udp --dport 9779 -j ACCEPT");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-P OUTPUT DROP",
                "-A INPUT -p tcp -m tcp --dport 9779 -j DROP",
                "-A INPUT -p udp -m udp --dport 53 -j DROP",
                "-A INPUT -i wlan0 -j DROP",
                "-A INPUT -s 10.0.0.9/32 -j DROP",
                "-A INPUT -d 10.0.0.1/32 -j DROP",
                "-A FORWARD -j DROP",
                "-A own-chain -j DROP",
                "-A INPUT -p udp -m udp --dport 9779 -j LOG --log-prefix \"x -j DROP \"",
                "-A INPUT ! -i eth0 -j DROP",
                "-A INPUT -i eth1+ -j DROP",
                "-A INPUT -p udp -m udp ! --dport 9779 -j DROP",
                "-A INPUT -p udp -m udp --dport 9779 -m comment --comment \"x -j DROP\" -j ACCEPT",
                "-A INPUT -p udp -m udp --dport 9779 -j ACCEPT"
            })
    void ofTheOlderRulesWhatCannotDropItIsNot(String rule) {
        assertThat(legacy(rule).explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-P INPUT DROP\n-A INPUT -p udp -m udp --dport 9779 -j ACCEPT",
                "-A INPUT -i eth0 -j ACCEPT\n-A INPUT -j DROP",
                "-N docker\n-A FORWARD -j docker\n-A docker -j DROP",
                "-N own\n-A INPUT -p tcp -j own\n-A own -j DROP",
                "-N own\n-A INPUT -j own\n-A INPUT -j DROP\n-A own -p udp -j ACCEPT",
                "-N own\n-A INPUT -g own\n-A INPUT -j DROP",
                "-N own\n-A INPUT -j own\n-A own -p udp -j RETURN\n-A own -j DROP"
            })
    void ofTheOlderRulesWhatItDoesNotComeToIsNotNamed(String rules) {
        assertThat(legacy(rules).explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-N own\n-A INPUT -j own\n-A own -j DROP",
                "-N own\n-A INPUT -g own\n-A own -p udp -j DROP",
                "-N own\n-N other\n-A INPUT -j other\n-A other -m limit --limit 5/min -j LOG\n-A other -j own\n-A own -j DROP"
            })
    void ofTheOlderRulesOneOfAChainThatOthersJumpToIsNamed(String rules) {
        Finding explained = legacy(rules).explain(DROPPED, "input", TO_ALL);
        assertThat(explained.why())
                .singleElement()
                .asString()
                .startsWith("firewall: iptables-legacy -A own ")
                .endsWith("-j DROP");
        assertThat(explained.fix()).hasValue("sudo iptables-legacy -I INPUT -p udp --dport 9779 -j ACCEPT");
    }

    @Test
    void ofTheOlderRulesTooWhatLetsAnswersInIsNotBlamedForOneThatIsMissing() {
        Firewall.Datagram answer =
                Firewall.Datagram.unasked("eth0", 50_112, 9780).answering(List.of());
        Firewall stateful = legacy("-P INPUT DROP\n-A INPUT -m conntrack --ctstate RELATED,ESTABLISHED -j ACCEPT");
        assertThat(stateful.explain(DROPPED, "input", answer).why()).isEmpty();
        assertThat(stateful.isClosedTo(Firewall.Datagram.unasked("eth0", 50_112, 9780)))
                .isTrue();
        assertThat(legacy("-P INPUT DROP").explain(DROPPED, "input", answer).why())
                .containsExactly("firewall: iptables-legacy -P INPUT DROP");
    }

    @Test
    void ofTheOlderRulesTooOneThatIsNotCertainIsNamedSo() {
        String rule = "-A INPUT -m set --match-set blocked src -j DROP";
        assertThat(legacy(rule).explain(DROPPED, "input", TO_ALL).why())
                .containsExactly(
                        "firewall, perhaps: iptables-legacy " + rule,
                        "not certain; to see all its rules: sudo iptables-legacy -S");
    }

    private static Firewall legacy(String rule) {
        return Firewall.of(host(rule));
    }

    private static PaperHost host(String rule) {
        return new PaperHost()
                .command("nft -a list ruleset", "")
                .file("/proc/net/ip_tables_names", "filter")
                .command("iptables-legacy -t filter -S", rule);
    }

    @Test
    void theOlderRulesExplainWithoutThoseOfNftables() {
        PaperHost host = new PaperHost()
                .ending("nft", Host.Ending.ABSENT)
                .file("/proc/self/status", "Uid:\t0\t0\t0\t0", "CapEff:\t000001ffffffffff")
                .file("/proc/net/ip_tables_names", "filter")
                .command("iptables-legacy -t filter -S", "-P INPUT DROP");
        assertThat(Firewall.of(host).explain(DROPPED, "input", TO_ALL).why())
                .containsExactly("firewall: iptables-legacy -P INPUT DROP");
        host.command("iptables-legacy -t filter -S", "-A INPUT -m set --match-set blocked src -j DROP");
        assertThat(Firewall.of(host).explain(DROPPED, "input", TO_ALL).why())
                .contains("the rules of the firewall are not seen: nft is not installed here");
    }

    @Test
    void whereTheProgramOfTheOlderRulesHasThePlainNameThatIsUsed() {
        PaperHost host = new PaperHost()
                .command("nft -a list ruleset", "")
                .file("/proc/net/ip_tables_names", "filter")
                .ending("iptables-legacy", Host.Ending.ABSENT)
                .command("iptables -V", "iptables v1.4.21")
                .command("iptables -t filter -S", "-P INPUT DROP");
        Firewall firewall = Firewall.of(host);
        Finding explained = firewall.explain(DROPPED, "input", TO_ALL);
        assertThat(explained.why()).containsExactly("firewall: iptables -P INPUT DROP");
        assertThat(explained.fix()).hasValue("sudo iptables -I INPUT -p udp --dport 9779 -j ACCEPT");
        assertThat(firewall.listing()).endsWith("; sudo iptables-save");
        // These rules nft lists.
        host.command("iptables -V", "iptables v1.8.9 (nf_tables)");
        assertThat(Firewall.of(host).explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mangle, PREROUTING, input",
        "raw, PREROUTING, input",
        "mangle, INPUT, input",
        "raw, OUTPUT, output",
        "mangle, POSTROUTING, output",
    })
    void ofEachTableTheRulesAreRead(String table, String chain, String hook) {
        String rule = "-A " + chain + " -p udp -m udp --dport 9779 -j DROP";
        PaperHost host = host("-P INPUT ACCEPT")
                .file("/proc/net/ip_tables_names", "filter", table)
                .command("iptables-legacy -t " + table + " -S", rule);
        Finding explained = Firewall.of(host).explain(DROPPED, hook, TO_ALL);
        String there = "iptables-legacy -t " + table + " ";
        assertThat(explained.why()).containsExactly("firewall: " + there + rule);
        assertThat(explained.fix()).hasValue("sudo " + there + "-I " + chain + " -p udp --dport 9779 -j ACCEPT");
        String otherHook = hook.equals("input") ? "output" : "input";
        assertThat(Firewall.of(host).explain(DROPPED, otherHook, TO_ALL).why()).isEmpty();
    }

    @Test
    void aChainThatOthersJumpToIsOpenedWhereTheyDo() {
        PaperHost host = host("").file("/proc/net/ip_tables_names", "mangle")
                .command("iptables-legacy -t mangle -S", "-A PREROUTING -j own-chain\n-A own-chain -j DROP");
        assertThat(Firewall.of(host).explain(DROPPED, "input", TO_ALL).fix())
                .hasValue("sudo iptables-legacy -t mangle -I PREROUTING -p udp --dport 9779 -j ACCEPT");
    }

    @Test
    void theCommandThatShowsAllRulesShowsTheseToo() {
        LinkHealth link =
                new LinkHealth("eth0", LinkHealth.Way.IPV4, Optional.empty(), Optional.empty(), 3, 0, 0, true);
        Seen seen = ChecksTest.seen(List.of(link), List.of(), Set.of(), Map.of());
        assertThat(new EchoCheck().look(seen, host("-P INPUT ACCEPT")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix().orElse(""))
                        .endsWith(": sudo nft -a list ruleset; sudo iptables-legacy-save"));
    }
}
