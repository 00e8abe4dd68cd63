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

/** Which rule is named for what is dropped, from the rules as nft prints them. */
class FirewallTest {
    private static final String COMMAND = "nft -a list ruleset";
    private static final Firewall.Datagram TO_ALL = Firewall.Datagram.toAll(
            "eth0", false, 9779, List.of(Endpoint.of(new InetSocketAddress("10.77.0.1", 40_000))));
    private static final Firewall.Datagram TO_OWN_PORT = Firewall.Datagram.unasked("eth0", 50112, 9780);
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
                "reject with icmpx admin-prohibited",
                "ip saddr 10.77.0.0/24 udp dport 9779 drop",
                "ip saddr @blocked drop",
                "ip saddr != 10.9.0.0/16 drop",
                "udp dport @ports drop",
                "udp dport != { 22, 53 } drop",
                "udp sport 1024-65535 drop",
                "iifname \"eth*\" udp dport 9779 drop",
                "iifname { \"eth0\", \"eth1\" } drop",
                "iifname != \"lo\" meta l4proto udp udp dport { 9778, 9779 } counter packets 3 bytes 300 drop",
                "udp dport vmap { 53 : accept, 9779 : drop }",
                "udp dport vmap @verdicts",
                "meta l4proto vmap { tcp : accept, udp : drop }",
                "meta l4proto { tcp, udp } drop",
                "ct state invalid,new drop",
                "fib daddr type { broadcast, multicast } drop",
                "udp dport 9779 counter packets 7 bytes 80 drop comment \"kept out\"",
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
                "ip saddr . tcp dport { 10.77.0.1 . 9779 } drop",
                "ip6 saddr . udp dport { fe80::1 . 9779 } drop",
                "udp dport 9779 counter packets 0 bytes 0 drop",
                "counter packets 29 bytes 3567 jump ufw-reject-input",
                "udp dport 9779 accept comment \"never drop this\"",
                "tcp dport 22 accept comment \"and drop the rest\"",
                "udp dport 9779 log prefix \"drop \" accept",
                "udp dport != 9779 drop",
                "ip saddr 10.77.0.2 drop",
                "ip saddr @empty drop",
                "ip6 saddr != fe80::/10 drop",
                "iifname \"wlan*\" drop",
                "iif \"lo\" drop",
                "oifname \"eth0\" drop",
                "ct state { invalid, established } drop",
                "ct state vmap { invalid : drop, established : accept, related : accept }",
                "udp dport vmap { 53 : drop, 9779 : accept }",
                "ip protocol icmp drop",
                "udp dport 9779 accept"
            })
    void whatCannotIsNot(String rule) {
        assertThat(explain(rule, TO_ALL).why()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "limit rate over 10/second drop",
                "meta mark 0x00000001 drop",
                "udp length > 100 drop",
                "ip saddr . udp dport { 10.77.0.1 . 9779 } drop",
                "iifname . udp dport { \"eth0\" . 9779 } drop",
                "meta l4proto . th dport != { udp . 53 } drop",
                "meta l4proto . th dport vmap { udp . 9779 : drop }",
                "ct original ip saddr . udp dport { 10.77.0.1 . 9779 } drop",
                "ip saddr . ct original proto-dst { 10.77.0.1 . 9779 } drop",
                "fib saddr . iif oif missing drop",
                "fib saddr . mark . iif oif 0 drop",
                "fib daddr . iif type { local, multicast } drop",
                "fib saddr oifname \"eth0\" drop",
                "ip daddr 239.255.0.0/16 drop"
            })
    void whatIsNotCertainIsNamedSoWithTheCommandThatShowsAll(String rule) {
        Finding explained = explain(rule, TO_ALL);
        assertThat(explained.why())
                .containsExactly(
                        "firewall, perhaps: table inet f, chain in, handle 7: " + rule,
                        "not certain; to see all its rules: sudo nft -a list ruleset");
        assertThat(explained.fix()).hasValue("sudo nft insert rule inet f in udp dport 9779 accept");
    }

    @Test
    void whatIsCertainIsNamedBeforeWhatIsNot() {
        String rules = "udp length > 100 drop # handle 6\n\t\tudp dport 9779 drop";
        assertThat(explain(rules, TO_ALL).why())
                .containsExactly("firewall: table inet f, chain in, handle 7: udp dport 9779 drop");
    }

    @Test
    void aRuleBehindOneThatAcceptsIsNotNamed() {
        String rules = "iifname \"eth*\" accept # handle 6\n\t\tudp dport 9779 drop";
        assertThat(explain(rules, TO_ALL).why()).isEmpty();
    }

    @Test
    void aChainIsFollowedOnlyByWhomItsJumpIsFor() {
        assertThat(explain("iifname \"eth0\" jump other", TO_ALL).why())
                .containsExactly("firewall: table inet f, chain other, handle 11: udp dport 9779 drop");
        assertThat(explain("udp dport vmap { 9779 : goto other }", TO_ALL).why())
                .containsExactly("firewall: table inet f, chain other, handle 11: udp dport 9779 drop");
        assertThat(explain("iifname \"wlan0\" jump other", TO_ALL).why()).isEmpty();
    }

    @Test
    void whatIsDroppedOnItsWayOutOfTheHostIsNamed() {
        String rules = """
                table inet f { # handle 1
                \tchain post { # handle 1
                \t\ttype filter hook postrouting priority filter; policy accept;
                \t\toifname "eth0" udp dport 9779 drop # handle 2
                \t}

                \tchain rout { # handle 3
                \t\ttype route hook output priority mangle; policy accept;
                \t\tudp dport 9778 drop # handle 4
                \t}
                }
                """;
        Firewall firewall = Firewall.of(new PaperHost().command(COMMAND, rules));
        assertThat(firewall.explain(DROPPED, "output", TO_ALL).why())
                .containsExactly("firewall: table inet f, chain post, handle 2: oifname \"eth0\" udp dport 9779 drop");
        Firewall.Datagram beacon = Firewall.Datagram.toAll("eth1", false, 9778, List.of());
        assertThat(firewall.explain(DROPPED, "output", beacon).why())
                .containsExactly("firewall: table inet f, chain rout, handle 4: udp dport 9778 drop");
    }

    @Test
    void whatWasDroppedByNothingThatIsKnownComesWithTheCommandThatShowsAll() {
        LinkHealth link =
                new LinkHealth("eth0", LinkHealth.Way.IPV4, Optional.empty(), Optional.empty(), 3, 0, 0, true);
        Seen seen = ChecksTest.seen(List.of(link), List.of(), Set.of(), Map.of());
        assertThat(new EchoCheck().look(seen, new PaperHost().command(COMMAND, "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why()).hasSize(1))
                .satisfies(finding -> assertThat(finding.fix().orElse("")).endsWith(": sudo nft -a list ruleset"));
    }

    @ParameterizedTest
    @CsvSource({"0, false, FAIL, true", "4, true, FAIL, true", "4, false, WARN, false"})
    void whereOthersAreHeardNobodyIsHidden(long others, boolean isDropped, Level level, boolean isOfOthersToo) {
        LinkHealth link = new LinkHealth(
                "eth0", LinkHealth.Way.IPV4, Optional.empty(), Optional.empty(), 3, 0, others, isDropped);
        Seen seen = ChecksTest.seen(List.of(link), List.of(), Set.of(), Map.of());
        assertThat(new EchoCheck().look(seen, new PaperHost()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(level))
                .satisfies(finding -> assertThat(finding.text().endsWith("and what others say"))
                        .isEqualTo(isOfOthersToo));
    }

    @Test
    void aRuleForMulticastDoesNotExplainWhatGoesToOne() {
        assertThat(explain(
                                "ip daddr 224.0.0.0/4 drop",
                                Firewall.Datagram.unasked("eth0", 9779, 9779).answering(List.of()))
                        .why())
                .isEmpty();
    }

    @Test
    void aChainThatDropsWhatNoRuleAcceptsIsNamedUnlessOneAccepts() {
        Firewall refuses = ofChain("drop", "tcp dport 22 accept");
        assertThat(refuses.explain(DROPPED, "input", TO_ALL).why())
                .containsExactly("firewall: table inet f, chain in drops whatever no rule accepts");
        Firewall accepts = ofChain("drop", "udp dport 9779 accept");
        assertThat(accepts.explain(DROPPED, "input", TO_ALL).why()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct state established,related accept",
                "ct state { established, related } accept",
                "iif \"lo\" accept",
                "meta l4proto { icmp, ipv6-icmp } accept",
                "tcp dport 22 accept",
                "udp dport 9779 accept",
                "ip daddr 239.255.255.250 udp dport 1900 counter packets 0 bytes 0 accept",
                "counter packets 4 bytes 900 drop"
            })
    void whatAcceptsOthersOnlyLeavesTheOwnPortClosed(String rule) {
        assertThat(ofChain("drop", rule).isClosedTo(TO_OWN_PORT)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "udp dport 50112 accept",
                "udp dport 32768-60999 counter packets 0 bytes 0 accept",
                "udp dport @open accept",
                "ip saddr 10.0.0.0/8 accept",
                "iifname \"eth0\" accept",
                "ct state new,established accept",
                "meta l4proto . th dport { udp . 9778-60999 } accept",
                "iifname . udp dport { \"eth0\" . 32768-60999 } accept",
                "iifname . udp dport vmap { \"eth0\" . 32768-60999 : accept }",
                "fib saddr . iif oif exists accept",
                "meta l4proto { tcp, udp } accept"
            })
    void whatMayAcceptTheOwnPortIsNoFault(String rule) {
        assertThat(ofChain("drop", rule).isClosedTo(TO_OWN_PORT)).isFalse();
    }

    @Test
    void aChainThatAcceptsTheRestIsOpenUnlessItsLastRuleDropsAll() {
        assertThat(ofChain("accept", "udp dport 53 drop").isClosedTo(TO_OWN_PORT))
                .isFalse();
        Firewall refuses = ofChain("accept", "reject with icmpx admin-prohibited");
        assertThat(refuses.isClosedTo(TO_OWN_PORT)).isTrue();
        assertThat(refuses.explain(DROPPED, "input", TO_OWN_PORT).fix())
                .hasValue("sudo nft insert rule inet f in udp dport 9780 accept");
    }

    private static Firewall ofChain(String policy, String rule) {
        String rules = """
                table inet f { # handle 1
                \tchain in { # handle 1
                \t\ttype filter hook input priority filter; policy %s;
                \t\t%s # handle 2
                \t}
                }
                """.formatted(policy, rule);
        return Firewall.of(new PaperHost().command(COMMAND, rules));
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
        Firewall.Datagram six = Firewall.Datagram.toAll("eth0", true, 9779, List.of());
        assertThat(firewall.explain(DROPPED, "input", six).why()).hasSize(1);
    }

    @Test
    void whatItDoesNotWriteIsNotMendedByIt() {
        String rules = """
                table ip filter { # handle 1
                \tchain ufw-user-input { # handle 3
                \t}
                }
                table inet f { # handle 2
                \tchain pre { # handle 1
                \t\ttype filter hook prerouting priority filter; policy accept;
                \t\tudp dport 9779 drop # handle 2
                \t}
                }
                """;
        Firewall firewall = Firewall.of(new PaperHost().command(COMMAND, rules));
        assertThat(firewall.explain(DROPPED, "input", TO_ALL).fix())
                .hasValue("sudo nft insert rule inet f pre udp dport 9779 accept");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "device \"eth0\" | true",
                "devices = { eth0, eth1 } | true",
                "devices = { \"eth1\", \"eth0\" } | true",
                "devices = { \"eth*\" } | true",
                "device \"eth1\" | false",
                "devices = { eth01, veth0 } | false",
            })
    void aChainIsOnTheWayOfItsDevicesAlone(String devices, boolean isItsOwn) {
        String rules = """
                table netdev t { # handle 1
                \tchain e { # handle 1
                \t\ttype filter hook ingress %s priority filter; policy accept;
                \t\tudp dport 9779 drop # handle 2
                \t}
                }
                """.formatted(devices);
        Firewall firewall = Firewall.of(new PaperHost().command(COMMAND, rules));
        assertThat(firewall.explain(DROPPED, "input", TO_ALL).why()).hasSize(isItsOwn ? 1 : 0);
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

                \tset empty { # handle 5
                \t\ttype ipv4_addr
                \t}

                \tset blocked { # handle 8
                \t\ttype ipv4_addr
                \t\telements = { 10.9.0.1, 10.9.0.2,
                \t\t\t     10.77.0.1, 10.9.0.4 }
                \t}

                \tset ports { # handle 9
                \t\ttype inet_service
                \t\tflags interval
                \t\telements = { 9000-9999 }
                \t}

                \tmap verdicts { # handle 10
                \t\ttype inet_service : verdict
                \t\telements = { 22 : accept, 9779 : drop }
                \t}

                \tchain other { # handle 1
                \t\tudp dport 9779 drop # handle 11
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
