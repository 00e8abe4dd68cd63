package dev.kith.time;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TimersTest {
    private final Timers<String> timers = new Timers<>();

    @Test
    void nothingArmedIsNeverDue() {
        assertThat(timers.next()).isEqualTo(Long.MAX_VALUE);
        assertThat(timers.takeDue(Long.MAX_VALUE - 1)).isEmpty();
    }

    @Test
    void comesDueAtItsMomentAndOnlyOnce() {
        timers.arm("probe", 10);
        assertThat(timers.takeDue(9)).isEmpty();
        assertThat(timers.takeDue(10)).contains("probe");
        assertThat(timers.takeDue(11)).isEmpty();
    }

    @Test
    void armingAgainReplacesTheDeadline() {
        timers.arm("probe", 10);
        timers.arm("probe", 20);
        assertThat(timers.takeDue(19)).isEmpty();
        assertThat(timers.takeDue(20)).contains("probe");
    }

    @Test
    void aDisarmedPurposeDoesNotFire() {
        timers.arm("probe", 10);
        timers.disarm("probe");
        assertThat(timers.next()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void deadlinesThatFallTogetherComeInTheOrderTheyWereArmed() {
        List.of("c", "a", "b").forEach(purpose -> timers.arm(purpose, 5));
        timers.arm("first", 4);
        List<String> order = new ArrayList<>();
        for (Optional<String> due = timers.takeDue(5); due.isPresent(); due = timers.takeDue(5)) {
            order.add(due.get());
        }
        assertThat(order).containsExactly("first", "c", "a", "b");
    }
}
