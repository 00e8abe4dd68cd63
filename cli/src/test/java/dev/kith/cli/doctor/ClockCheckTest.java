package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What clocks are told from: when others heard of this node, which may be any time until it asked them. */
class ClockCheckTest {
    private static final Peer SELF = PaperSeen.peer("self", "10.0.0.1");
    private static final int ASKED_AFTER = 20;

    @Test
    void whoHeardOfThisNodeLateHasNoOtherClock() {
        assertThat(clock(9))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    @ParameterizedTest
    @CsvSource({"-6, 6 s behind", "26, 6 s ahead of"})
    void whoHeardOfItBeforeItCameOrAfterItAskedHas(int seconds, String difference) {
        assertThat(clock(seconds))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARN))
                .satisfies(finding -> assertThat(finding.text()).contains(difference))
                .satisfies(finding ->
                        assertThat(finding.fix()).hasValue("on the one that is wrong: sudo timedatectl set-ntp true"));
    }

    /** Of another that says it heard of this node so many seconds after that came. */
    private static List<Finding> clock(int seconds) {
        Past joined = new Past(
                Event.What.JOINED, new Evidence(List.of(), "", ""), SELF.since().plusSeconds(seconds));
        Account account = new Account("there", "there", new History("self", "self", Status.ALIVE, List.of(joined)));
        Seen seen = new PaperSeen()
                .self(SELF)
                .arrival(new Seen.Arrival(
                        new Accounts(List.of(account), 1, 1), SELF.since().plusSeconds(ASKED_AFTER)))
                .seen();
        return new ClockCheck().look(seen, new PaperHost());
    }
}
