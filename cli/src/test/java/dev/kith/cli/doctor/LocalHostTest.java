package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What became of the commands that are run on this host. */
class LocalHostTest {
    private final Host host = new LocalHost();

    @Test
    void aProgramThatIsNotThereIsToldFromOneThatFails() {
        assertThat(host.call("sh", "-c", "echo a; echo b"))
                .isEqualTo(new Host.Outcome(Host.Ending.DONE, List.of("a", "b")));
        assertThat(host.call("sh", "-c", "echo a; exit 1")).isEqualTo(Host.Outcome.of(Host.Ending.FAILED));
        assertThat(host.call("kith-no-such-program")).isEqualTo(Host.Outcome.of(Host.Ending.ABSENT));
    }

    @Test
    void oneThatTakesTooLongIsEnded() {
        assertThat(host.call("sleep", "600")).isEqualTo(Host.Outcome.of(Host.Ending.LATE));
    }
}
