package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.sim.HostCredit.Leave;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

/** The law of what may go to the ports of one host where they are many. */
class HostCreditTest {
    private static final int PORTS = 200;
    private static final int BYTES = 79;
    private static final long WINDOW = 10_000_000_000L;

    private final HostCredit credit = new HostCredit(WINDOW);

    /** Each may have been paid for or not, so that the ways would be more than can be told. */
    @Test
    void whatManyPortsEarnedPaysAndNoMore() throws UnknownHostException {
        for (int port = 1; port <= PORTS; port++) {
            credit.earn(at(port), BYTES);
            assertThat(credit.pays(at(port), BYTES, Leave.PROBE_OR_TRY, port)).isTrue();
        }
        assertThat(howManyMorePay()).isBetween(5, 5 + PORTS);
        assertThat(credit.pays(at(PORTS + 1), BYTES, Leave.PROBE_OR_TRY, PORTS)).isFalse();
    }

    /** Free ones and those of ports that have earned, until none of them is paid for. */
    private int howManyMorePay() throws UnknownHostException {
        int paid = 0;
        for (int port = PORTS + 1; credit.pays(at(port), BYTES, Leave.PROBE_OR_TRY, PORTS); port++) {
            paid++;
        }
        return paid;
    }

    private static Endpoint at(int port) throws UnknownHostException {
        return new Endpoint(InetAddress.getByName("10.0.0.1"), port);
    }
}
