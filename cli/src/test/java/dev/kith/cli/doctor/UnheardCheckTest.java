package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Accounts;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Who of this subnet is known, and not heard by multicast. */
class UnheardCheckTest {
    private static final Peer SELF = PaperSeen.peer("here", "10.0.0.1");
    private static final PaperHost HOST = new PaperHost()
            .command(
                    "ip -o -4 addr show dev eth0",
                    "2: eth0    inet 10.0.0.1/24 scope global eth0\\       valid_lft forever preferred_lft forever");

    @Test
    void whoIsKnownBySeedAloneOnThisSubnetIsMissedOnceItHasSpoken() {
        PaperSeen seen = of("10.0.0.2", Via.SEED);
        assertThat(UnheardCheck.isOpen(seen.seen(), HOST)).isTrue();
        assertThat(look(seen, 4)).isEmpty();
        assertThat(look(seen, 18))
                .singleElement()
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("unhearing"));
    }

    @Test
    void ofManyEachIsMissedLater() {
        PaperSeen many = of("10.0.0.2", Via.SEED);
        for (int i = 0; i < 200; i++) {
            many.peer(PaperSeen.known(PaperSeen.peer("other" + i, "10.0.9.2", Via.SEED), Reachability.Outcome.UNTRIED));
        }
        assertThat(look(many, 18)).isEmpty();
        assertThat(look(many, 60)).hasSize(1);
    }

    @Test
    void whoIsHeardOrBeyondARouterOrAloneIsNot() {
        assertThat(look(of("10.0.0.2", Via.SEED, Via.MULTICAST), 18)).isEmpty();
        assertThat(look(of("10.0.9.2", Via.SEED), 18)).isEmpty();
        assertThat(look(new PaperSeen().self(SELF), 18)).isEmpty();
    }

    private static PaperSeen of(String ip, Via... via) {
        Reachability there = PaperSeen.answering(PaperSeen.peer("there", ip, via), Optional.empty());
        return new PaperSeen().self(SELF).peer(there);
    }

    private static List<Finding> look(PaperSeen seen, int seconds) {
        Accounts nothing = new Accounts(List.of(), 0, 0);
        return new UnheardCheck()
                .look(
                        seen.arrival(new Seen.Arrival(nothing, SELF.since().plusSeconds(seconds)))
                                .seen(),
                        HOST);
    }
}
