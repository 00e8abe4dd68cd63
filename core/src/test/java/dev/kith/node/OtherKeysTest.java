package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.time.Moment;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Of whose datagrams with another key a person is told. */
class OtherKeysTest {
    private static final long SECOND = 1_000_000_000L;

    private final OtherKeys otherKeys = new OtherKeys();

    @Test
    void whoSendsFromManyAddressesHidesNobody() {
        for (int i = 0; i < 100; i++) {
            otherKeys.heard(at(i * SECOND / 10), Speaker.at(1 + i, 5000).ip(), OtherKeys.Difference.OTHER_KEY);
        }
        List<Event> told = otherKeys.takeDue(at(20 * SECOND));
        assertThat(told).hasSize(17);
        assertThat(told.get(0).toString()).contains("1 datagram for this group with another key, from 10.0.0.1");
        assertThat(told.get(16).toString()).contains("84 datagrams for this group with another key, from others");
        otherKeys.heard(at(21 * SECOND), Speaker.at(150, 5000).ip(), OtherKeys.Difference.NO_KEY);
        assertThat(otherKeys.takeDue(at(30 * SECOND))).isEmpty();
    }

    private static Moment at(long nanos) {
        return new Moment(nanos, Speaker.START.plusNanos(nanos));
    }
}
