package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of one other, and how long it is looked at. */
class WithCheckTest {
    private static final Peer SELF = PaperSeen.peer("here", "10.0.0.1");
    private static final Peer THERE = PaperSeen.peer("there", "10.0.0.2", Via.MULTICAST);

    @Test
    void whoIsHeardAndAnswersIsGivenTimeToTellWhetherItHears() {
        Seen answers = new PaperSeen()
                .with("there", PaperSeen.answering(THERE, Optional.empty()))
                .seen();
        Seen silent = new PaperSeen().with("there", PaperSeen.silent(THERE)).seen();
        assertThat(Doctor.patience(answers)).isGreaterThan(Duration.ofSeconds(3 * 12));
        assertThat(Doctor.patience(silent)).isLessThan(Duration.ofSeconds(20));
    }

    @Test
    void whoSpeaksTheBeaconAloneIsNotSaidToBeBehindAFirewall() {
        Peer classic = PaperSeen.peer("rust", "10.0.0.2", Kind.CLASSIC, Status.ALIVE, Via.BEACON);
        assertThat(look(new PaperSeen().with("rust", PaperSeen.silent(classic))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("with-classic"));
    }

    @Test
    void whoLeftIsNotEither() {
        Peer left = PaperSeen.peer("there", "10.0.0.2", Kind.KITH, Status.LEFT, Via.MULTICAST);
        assertThat(look(new PaperSeen().with("there", PaperSeen.silent(left))).code())
                .isEqualTo("with-left");
    }

    @Test
    void thisNodeItselfIsNotLookedAt() {
        Peer self = PaperSeen.peer("here", "10.0.0.1");
        assertThat(look(new PaperSeen().self(self).with(PaperSeen.at("10.0.0.1", 9779)))
                        .code())
                .isEqualTo("with-self");
        assertThat(look(new PaperSeen().self(self).with("here")).code()).isEqualTo("with-self");
        assertThat(look(new PaperSeen().self(self).with("carl")).code()).isEqualTo("with-nobody");
    }

    @Test
    void whoWasNotAskedYetIsNotSilent() {
        assertThat(look(new PaperSeen().with("there", PaperSeen.known(THERE, Reachability.Outcome.HEARD))))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(finding -> assertThat(finding.text()).endsWith("not known so soon"));
    }

    @ParameterizedTest
    @CsvSource({"true, answers and hears this node; whether it is heard", ", answers; whether each hears"})
    void whoNeedNotHaveSpokenYetIsNotMissed(Boolean hears, String soFar) {
        Reachability there =
                PaperSeen.answering(PaperSeen.peer("there", "10.0.0.2", Via.SEED), Optional.ofNullable(hears));
        assertThat(look(after(4).with("there", there)))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(
                        finding -> assertThat(finding.text()).startsWith(soFar).endsWith("is not known so soon"));
        assertThat(look(after(18).with("there", there)))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("with-unhearing"));
    }

    @Test
    void whoHearsNothingFailsHoweverSoon() {
        Peer unheard = PaperSeen.peer("there", "10.0.0.2", Via.SEED);
        assertThat(look(after(4).with("there", PaperSeen.answering(unheard, Optional.of(false))))
                        .code())
                .isEqualTo("with-no-multicast");
    }

    @Test
    void oneOfManyIsGivenTimeToSpeakForALittleWhile() {
        Reachability there = PaperSeen.answering(PaperSeen.peer("there", "10.0.0.2", Via.SEED), Optional.of(true));
        assertThat(Doctor.patience(among(200, there))).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(60));
        assertThat(Doctor.patience(among(5000, there))).isEqualTo(Duration.ofMinutes(2));
    }

    @Test
    void thePortThatIsGivenIsTheOneThatIsSpokenOf() {
        PaperHost host = new PaperHost()
                .command("ip neigh show 10.0.0.2", "10.0.0.2 dev eth0 lladdr 02:00:00:00:00:02 REACHABLE");
        assertThat(new WithCheck()
                        .look(
                                new PaperSeen()
                                        .with(PaperSeen.at("10.0.0.2", 9790))
                                        .seen(),
                                host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.text()).endsWith("UDP port 9790"));
    }

    @Test
    void whatAFirewallRejectsIsNotTakenForAPortOfNobody() {
        PaperHost host = new PaperHost().saying(Host.Knock.CLOSED);
        assertThat(look(new PaperSeen().with(PaperSeen.at("10.0.0.2", 9779)), host))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("with-closed"))
                .satisfies(finding -> assertThat(finding.text())
                        .isEqualTo("its host is there, and nobody is at UDP port 9779, or a firewall there rejects it"))
                .satisfies(finding -> assertThat(finding.fix()).hasValue("kith doctor, there"));
    }

    @Test
    void anAddressOfOneLinkIsAskedForThere() {
        String ip = "fe80:0:0:0:0:0:0:2";
        Endpoint at = PaperSeen.at(ip + "%2", 9779);
        PaperHost there =
                new PaperHost().command("ip neigh show " + ip + " dev if2", ip + " lladdr 02:00:00:00:00:02 REACHABLE");
        assertThat(look(new PaperSeen().with(at), there).code()).isEqualTo("with-firewall");
        PaperHost off = new PaperHost()
                .command("ip neigh show " + ip + " dev if2", ip + " FAILED")
                .command("ip route get " + ip + " dev if2", ip + " from :: dev eth0 proto kernel src fe80::1");
        assertThat(look(new PaperSeen().with(at), off).text()).endsWith("at all on eth0");
        assertThat(WithCheck.isOpen(new Seen.With(ip, Optional.of(at), List.of()), off))
                .isFalse();
    }

    @Test
    void whereNoRouteLeadsOneForThatAddressAloneIsGiven() {
        assertThat(look(new PaperSeen().with(PaperSeen.at("fd00::2", 9779))).fix())
                .hasValue("sudo ip route add fd00:0:0:0:0:0:0:2/128 via ROUTER");
        assertThat(look(new PaperSeen().with(PaperSeen.at("192.0.2.9", 9779))).fix())
                .hasValue("sudo ip route add 192.0.2.9/32 via ROUTER");
    }

    @Test
    void ofOneThatIsLookedAtNothingIsSaidTwice() {
        Reachability there = PaperSeen.silent(THERE);
        Seen seen = new PaperSeen().peer(there).with("there", there).seen();
        assertThat(Doctor.examine(seen, new PaperHost()).stream()
                        .filter(finding ->
                                finding.level() == Level.FAIL && finding.about().startsWith("there")))
                .hasSize(1);
    }

    @Test
    void whatThisHostDropsOfWhatItSaysToAllIsNamedByItsRule() {
        PaperHost host = new PaperHost().command("nft -a list ruleset", """
                table inet f { # handle 1
                \tchain in { # handle 1
                \t\ttype filter hook input priority filter; policy accept;
                \t\tip saddr 10.0.0.2 ip daddr 224.0.0.0/4 drop # handle 7
                \t}
                }
                """);
        Peer unheard = PaperSeen.peer("there", "10.0.0.2", Via.SEED);
        Seen seen = after(18)
                .with("there", PaperSeen.answering(unheard, Optional.of(true)))
                .seen();
        assertThat(new WithCheck().look(seen, host))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("with-unhearing"))
                .satisfies(finding -> assertThat(finding.why().toString()).contains("handle 7"))
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("sudo nft insert rule inet f in udp dport 9779 accept"));
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void whatRootWouldAddIsSaid(boolean isHeard) {
        Peer there = PaperSeen.peer("there", "10.0.0.2", isHeard ? Via.MULTICAST : Via.SEED);
        assertThat(look(after(18).with("there", PaperSeen.answering(there, Optional.of(!isHeard))))
                        .why())
                .contains("the rules of the firewall need root: sudo kith doctor");
    }

    private static Seen among(int others, Reachability there) {
        PaperSeen seen = new PaperSeen().self(SELF).peer(there).with("there", there);
        for (int i = 0; i < others; i++) {
            seen.peer(PaperSeen.known(PaperSeen.peer("other" + i, "10.0.9.2"), Reachability.Outcome.UNTRIED));
        }
        return seen.seen();
    }

    /** At the end of a look so many seconds long. */
    private static PaperSeen after(int seconds) {
        Accounts nothing = new Accounts(List.of(), 0, 0);
        return new PaperSeen()
                .self(SELF)
                .arrival(new Seen.Arrival(nothing, SELF.since().plusSeconds(seconds)));
    }

    private static Finding look(PaperSeen seen) {
        return look(seen, new PaperHost());
    }

    private static Finding look(PaperSeen seen, PaperHost host) {
        List<Finding> all = new WithCheck().look(seen.seen(), host);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
