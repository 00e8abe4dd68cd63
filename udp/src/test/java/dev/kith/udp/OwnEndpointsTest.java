package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which of its addresses a node does not tell, and what it says of that. */
class OwnEndpointsTest {
    @Test
    void whatNoRecordMayNameIsNotToldWhichIsSaid() throws Exception {
        Endpoint usual = new Endpoint(InetAddress.getByName("10.0.0.1"), 5000);
        Endpoint reserved = new Endpoint(InetAddress.getByName("240.0.0.1"), 5000);
        Endpoint portless = new Endpoint(InetAddress.getByName("203.0.113.4"), 0);
        assertThat(OwnEndpoints.untold(List.of(usual))).isEmpty();
        assertThat(OwnEndpoints.untold(List.of(usual, reserved, portless)))
                .contains("240.0.0.1 is not told to others: others take it for none at which a node can be;"
                        + " 203.0.113.4 is not told to others: this node has no port of IPv4");
    }
}
