package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.LinkHealth;
import java.net.SocketException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sends that failed are worth a word. */
class FailuresTest {
    private static final long SECOND = 1_000_000_000L;
    private static final String NOT_PERMITTED = "Operation not permitted";

    private final Failures failures = new Failures();

    @Test
    void whatFailsForAWhileIs() {
        assertThat(fail(NOT_PERMITTED, 0)).isEqualTo(NOT_PERMITTED);
        fail(NOT_PERMITTED, 2 * SECOND);
        assertThat(failures.lasting(2 * SECOND)).isEmpty();
        assertThat(failures.lasting(3 * SECOND))
                .hasValue("IPv4 multicast cannot be sent on wg0: Operation not permitted");
        failures.ended("IPv4 multicast", "wg0");
        assertThat(failures.lasting(4 * SECOND)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Required key not available", "Destination address required"})
    void whatWireGuardSaysOfAllIsNot(String reason) {
        fail(NOT_PERMITTED, 0);
        assertThat(fail(reason, SECOND)).isEqualTo(LinkHealth.NO_MULTICAST);
        fail(reason, 4 * SECOND);
        assertThat(failures.lasting(5 * SECOND)).isEmpty();
    }

    private String fail(String reason, long now) {
        return failures.failed("IPv4 multicast", "wg0", new SocketException(reason), now);
    }
}
