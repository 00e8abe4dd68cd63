package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
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
