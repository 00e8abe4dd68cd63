package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Source;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How soon the signatures of many newcomers are checked, each of which costs a good part of a millisecond. */
class VerifyingTest {
    private static final long LEAST_APART = 2_000_000L;

    private final Verifying verifying = new Verifying((key, content, signature) -> true);

    @Test
    void aFewAreCheckedOneInFiveMilliseconds() {
        assertThat(checked(50)).isEqualTo(Duration.ofMillis(49 * 5));
    }

    @Test
    void aThousandAreCheckedInTwoAndAHalfSecondsNoTwoInLessThanTwoMilliseconds() {
        assertThat(checked(1000)).isBetween(Duration.ofMillis(999 * 2), Duration.ofMillis(2500));
    }

    /** From the first to the last. */
    private Duration checked(int many) {
        for (int i = 0; i < many; i++) {
            NodeRecord record = new NodeRecord(new PeerId(i, 1), 1, 1, new byte[0], any -> {
                throw new AssertionError("nobody looks into it");
            });
            verifying.later(record, new Source(at(1, 5001), "eth0", Via.MULTICAST, true), 0, 0);
        }
        long first = verifying.nextWake();
        long last = first;
        while (verifying.nextWake() < Long.MAX_VALUE) {
            long before = last;
            last = verifying.nextWake();
            assertThat(last == first || last - before >= LEAST_APART).isTrue();
            assertThat(verifying.takeDue(last - 1)).isEmpty();
            assertThat(verifying.takeDue(last)).isPresent();
        }
        return Duration.ofNanos(last - first);
    }
}
