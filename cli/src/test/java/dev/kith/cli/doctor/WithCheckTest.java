package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of one other, and how long it is looked at. */
class WithCheckTest {
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
}
