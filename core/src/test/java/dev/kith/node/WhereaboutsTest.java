package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.time.Moment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a node tells of where others see it. */
class WhereaboutsTest {
    private static final Endpoint OWN = at(1, 5001);
    private static final PeerId PEER = new PeerId(1, 2);
    private static final Moment NOW = new Moment(10_000_000_000L, Instant.EPOCH);

    private final Whereabouts whereabouts = new Whereabouts(List.of(OWN));

    @Test
    void anAddressAtWhichItIsSeenIsTold() {
        whereabouts.saw(NOW, PEER, at(77, 7777));
        assertThat(whereabouts.told()).containsExactly(OWN, at(77, 7777));
    }

    @Test
    void anAddressThatNoRecordMayNameIsNot() throws UnknownHostException {
        List<Endpoint> lies = List.of(at(77, 9778), at(77, 0), new Endpoint(InetAddress.getByName("224.0.0.1"), 7777));
        lies.forEach(lie -> whereabouts.saw(NOW, PEER, lie));
        assertThat(whereabouts.told()).containsExactly(OWN);
    }
}
