package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which rule is named for what is dropped, from the rules as nft prints them. */
class FirewallTest {
    private static final String COMMAND = "nft -a list ruleset";
    private static final Firewall.Datagram TO_ALL = new Firewall.Datagram("eth0", false, 9779, true);
    private static final Finding DROPPED = Finding.fail("no-echo", "eth0 IPv4", "dropped");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp dport 9779 drop",
                "udp dport { 9778, 9779 } drop",
                "udp dport 9000-9999 counter packets 4 bytes 80 drop",
                "meta pkttype multicast drop",
                "ip daddr 224.0.0.0/4 drop",
                "iifname \"eth0\" udp dport 9779 log prefix \"x\" drop",
                "th dport 9779 reject",
                "drop"
            })
    void whatMayDropItIsNamed(String rule) {
        Finding explained = explain(rule, TO_ALL);
        assertThat(explained.why()).containsExactly("firewall: table inet f, chain in, handle 7: " + rule);
        assertThat(explained.fix()).hasValue("sudo nft insert rule inet f in udp dport 9779 accept");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp dport 53 drop",
                "udp dport { 53, 9000-9100 } drop",
                "tcp dport 9779 drop",
                "iifname \"wlan0\" drop",
                "ip6 nexthdr udp drop",
                "ip saddr 10.0.0.9 drop",
                "ct state invalid drop",
                "rt type 0 drop",
                "udp dport 9779 counter packets 0 bytes 0 drop",
                "counter packets 29 bytes 3567 jump ufw-reject-input",
                "udp dport 9779 accept"
            })
    void whatCannotIsNot(String rule) {
        assertThat(explain(rule, TO_ALL).why()).isEmpty();
    }

    @Test
    void aRuleForMulticastDoesNotExplainWhatGoesToOne() {
        assertThat(explain("ip daddr 224.0.0.0/4 drop", new Firewall.Datagram("eth0", false, 9779, false))
                        .why())
                .isEmpty();
    }

    @Test
    void aChainThatDropsWhatNoRuleAcceptsIsNamedUnlessOneAccepts() {
        String rules = """
                table inet f { # handle 1
                \tchain in { # handle 1
                \t\ttype filter hook input priority filter; policy drop;
                \t\t%s # handle 2
                \t}
                }
                """;
        Firewall refuses = Firewall.of(new PaperHost().command(COMMAND, rules.formatted("tcp dport 22 accept")));
        assertThat(refuses.explain(DROPPED, "input", TO_ALL).why())
                .containsExactly("firewall: table inet f, chain in drops whatever no rule accepts");
        Firewall accepts = Firewall.of(new PaperHost().command(COMMAND, rules.formatted("udp dport 9779 accept")));
        assertThat(accepts.explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    @Test
    void aChainForIpv6DoesNotExplainWhatIsDroppedOfIpv4() {
        String rules = """
                table ip6 filter { # handle 1
                \tchain INPUT { # handle 1
                \t\ttype filter hook input priority filter; policy drop;
                \t}
                }
                """;
        Firewall firewall = Firewall.of(new PaperHost().command(COMMAND, rules));
        assertThat(firewall.explain(DROPPED, "input", TO_ALL).why()).isEmpty();
        Firewall.Datagram six = new Firewall.Datagram("eth0", true, 9779, true);
        assertThat(firewall.explain(DROPPED, "input", six).why()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "ip filter, ufw-user-input, sudo ufw allow 9779/udp",
        "inet firewalld, filter_IN_public, sudo firewall-cmd --add-port=9779/udp",
    })
    void whatAnotherProgramWritesIsMendedByIt(String table, String other, String fix) {
        String rules = """
                table %s { # handle 1
                \tchain INPUT { # handle 1
                \t\ttype filter hook input priority filter; policy drop;
                \t\tcounter packets 29 bytes 3567 jump %s # handle 2
                \t}

                \tchain %s { # handle 3
                \t}
                }
                """.formatted(table, other, other);
        Firewall firewall = Firewall.of(new PaperHost().command(COMMAND, rules));
        assertThat(firewall.explain(DROPPED, "input", TO_ALL).fix()).hasValue(fix);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-P INPUT DROP",
                "-A INPUT -p udp -m udp --dport 9779 -j DROP",
                "-A INPUT -i eth0 -p udp -m multiport --dports 53,9000:9999 -j REJECT --reject-with icmp-port-unreachable",
                "-A INPUT -d 224.0.0.0/4 -j DROP",
                "-A own-chain -j DROP"
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
                "-A INPUT -p udp -m udp --dport 9779 -j ACCEPT"
            })
    void ofTheOlderRulesWhatCannotDropItIsNot(String rule) {
        assertThat(legacy(rule).explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    private static Firewall legacy(String rule) {
        return Firewall.of(new PaperHost()
                .command(COMMAND, "")
                .file("/proc/net/ip_tables_names", "filter")
                .command("iptables-legacy -S", rule));
    }

    @Test
    void whatOnlyRootMaySeeIsSaid() {
        assertThat(Firewall.of(new PaperHost())
                        .explain(DROPPED, "input", TO_ALL)
                        .why())
                .containsExactly("the rules of the firewall need root: sudo kith doctor");
    }

    private static Finding explain(String rule, Firewall.Datagram datagram) {
        String rules = """
                table inet f { # handle 1
                \tset allowed { # handle 4
                \t\ttype inet_service
                \t}

                \tchain out { # handle 3
                \t\ttype filter hook output priority filter; policy accept;
                \t\tudp dport 9779 drop # handle 9
                \t}

                \tchain in { # handle 2
                \t\ttype filter hook input priority filter; policy accept;
                \t\t%s # handle 7
                \t}
                }
                """.formatted(rule);
        return Firewall.of(new PaperHost().command(COMMAND, rules)).explain(DROPPED, "input", datagram);
    }
}
