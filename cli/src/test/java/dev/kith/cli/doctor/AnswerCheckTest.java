package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import dev.kith.peer.Via;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of those who do not answer, or do not hear: what this host drops itself is no fault of theirs. */
class AnswerCheckTest {
    private static final Peer SELF = PaperSeen.peer("here", "10.0.0.1");
    private static final Peer THERE = PaperSeen.peer("there", "10.0.0.2", Via.MULTICAST);
    private static final String EGRESS = "table netdev e, chain c, handle 2: udp dport { 9778, 9779 } drop";

    @ParameterizedTest
    @CsvSource({
        "drop, 'udp dport { 9778, 9779 } accept', ' drops whatever no rule accepts'",
        "accept, ip daddr 10.0.0.2 drop, ', handle 2: ip daddr 10.0.0.2 drop'",
        "accept, ip saddr 10.0.0.1 udp dport 32768-60999 drop, "
                + "', handle 2: ip saddr 10.0.0.1 udp dport 32768-60999 drop'",
    })
    void whatThisHostDropsOnItsWayOutIsNoFirewallThere(String policy, String rule, String does) {
        assertThat(silent(policy, rule))
                .satisfies(finding -> assertThat(finding.why())
                        .containsExactly(
                                "firewall: table inet f, chain c" + does,
                                "the port of that one is another at each start, unless it is given --own-port"))
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("sudo nft insert rule inet f c udp dport 50112 accept"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ip daddr 10.0.0.3 drop",
                "ip daddr 224.0.0.0/4 drop",
                "fib daddr type local drop",
                "udp dport 9779 drop",
                "oifname \"wlan0\" drop"
            })
    void whatDropsOtherThingsOnTheWayOutExplainsNoSilence(String rule) {
        assertThat(silent("accept", rule).why())
                .containsExactly("a firewall there drops what comes to its own port, or on the way");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ct state established,related accept",
                "ct state vmap { invalid : drop, established : accept, related : accept }",
                "ct state != { new, invalid } accept"
            })
    void aFirewallOfThisHostThatLetsAnswersInExplainsNoSilence(String rule) {
        PaperHost host = new PaperHost().command("nft -a list ruleset", """
                table inet f { # handle 1
                \tchain c { # handle 1
                \t\ttype filter hook input priority filter; policy drop;
                \t\t%s # handle 2
                \t}
                }
                """.formatted(rule));
        Seen seen = new PaperSeen().self(SELF).peer(PaperSeen.silent(THERE)).seen();
        assertThat(new AnswerCheck().look(seen, host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.why())
                        .containsExactly("a firewall there drops what comes to its own port, or on the way"));
    }

    @Test
    void whatThisHostKeepsFromAllIsNoFaultOfASwitch() {
        Seen seen = new PaperSeen()
                .self(SELF)
                .peer(PaperSeen.answering(THERE, Optional.of(false)))
                .seen();
        assertThat(new AnswerCheck().look(seen, egress()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("unheard"))
                .satisfies(finding -> assertThat(finding.why()).containsExactly("firewall: " + EGRESS))
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("sudo nft insert rule netdev e c udp dport 9779 accept"));
        assertThat(new AnswerCheck().look(seen, new PaperHost().command("nft -a list ruleset", "")))
                .singleElement()
                .satisfies(finding -> assertThat(finding.fix()).hasValue("kith doctor --with there, there and here"));
    }

    @Test
    void norIsItOfOneThatIsLookedAt() {
        Seen seen = new PaperSeen()
                .self(SELF)
                .with("there", PaperSeen.answering(THERE, Optional.of(false)))
                .seen();
        assertThat(new WithCheck().look(seen, egress()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("with-unheard"))
                .satisfies(finding -> assertThat(finding.why()).containsExactly("firewall: " + EGRESS));
    }

    @Test
    void whoIsSilentIsNamedBesideWhoDoesNotHear() {
        Peer silent = PaperSeen.peer("silent", "10.0.0.3", Via.MULTICAST);
        Seen seen = new PaperSeen()
                .self(SELF)
                .peer(PaperSeen.answering(THERE, Optional.of(false)))
                .peer(PaperSeen.silent(silent))
                .seen();
        assertThat(new AnswerCheck().look(seen, new PaperHost()))
                .extracting(Finding::code)
                .containsExactlyInAnyOrder("silent", "unheard");
    }

    @Test
    void whoWasNotAskedYetIsNotSilent() {
        PaperSeen seen = new PaperSeen().self(SELF).peer(PaperSeen.answering(THERE, Optional.of(true)));
        seen.peer(PaperSeen.known(PaperSeen.peer("heard", "10.0.0.3", Via.MULTICAST), Outcome.HEARD));
        seen.peer(PaperSeen.known(PaperSeen.peer("told", "10.0.0.4"), Outcome.UNTRIED));
        assertThat(new AnswerCheck().look(seen.seen(), new PaperHost()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(finding ->
                        assertThat(finding.text()).isEqualTo("3 known, 1 asked so far, and all of these answer"));
    }

    @Test
    void ofWhomNoRouteLeadsToNothingIsSaidOfAFirewall() {
        PaperHost host = new PaperHost()
                .command("ip -o -4 addr show dev eth0", "2: eth0    inet 10.0.0.1/24 brd 10.0.0.255 scope global eth0")
                .command("ip route show table main match 10.0.0.2", "10.0.0.0/24 dev eth0")
                .command("ip route get 10.0.0.3", "10.0.0.3 dev eth0 src 10.0.0.1 uid 0");
        Reachability there = PaperSeen.silent(THERE);
        PaperSeen known = new PaperSeen().self(SELF).peer(there);
        assertThat(Doctor.wrong(Doctor.examine(known.seen(), host)))
                .extracting(Finding::code)
                .contains("route")
                .doesNotContain("silent");
        assertThat(Doctor.examine(known.seen(), host)).extracting(Finding::code).doesNotContain("peers");
        assertThat(Doctor.wrong(Doctor.examine(known.with("there", there).seen(), host)))
                .extracting(Finding::code)
                .contains("route")
                .doesNotContain("silent");
        Peer silent = PaperSeen.peer("silent", "10.0.0.3", Via.MULTICAST);
        assertThat(new AnswerCheck().look(known.peer(PaperSeen.silent(silent)).seen(), host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.about()).startsWith("silent"));
    }

    private static PaperHost egress() {
        return new PaperHost().command("nft -a list ruleset", """
                table netdev e { # handle 1
                \tchain c { # handle 1
                \t\ttype filter hook egress device "eth0" priority filter; policy accept;
                \t\tudp dport { 9778, 9779 } drop # handle 2
                \t}
                }
                """);
    }

    private static Finding silent(String policy, String rule) {
        PaperHost host = new PaperHost().command("nft -a list ruleset", """
                table inet f { # handle 1
                \tchain c { # handle 1
                \t\ttype filter hook output priority filter; policy %s;
                \t\t%s # handle 2
                \t}
                }
                """.formatted(policy, rule));
        Seen seen = new PaperSeen().self(SELF).peer(PaperSeen.silent(THERE)).seen();
        List<Finding> all = new AnswerCheck().look(seen, host);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
