package dev.kith.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PeerTest {
    @Test
    void refusesANameThatMustNotBeShown() {
        assertThatThrownBy(() -> named("a\u001b[2J", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a␛[2J");
    }

    @Test
    void isASnapshotOfWhatItWasGiven() throws UnknownHostException {
        List<Endpoint> addresses = new ArrayList<>(List.of(new Endpoint(InetAddress.getByAddress(new byte[4]), 1)));
        Peer peer = named("anna", addresses);
        addresses.clear();
        assertThat(peer.addresses()).hasSize(1);
    }

    @Test
    void anEndpointIsWrittenAsPeopleDo() throws UnknownHostException {
        byte[] loopback6 = new byte[16];
        loopback6[15] = 1;
        assertThat(new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 4}), 9779))
                .hasToString("10.0.0.4:9779");
        assertThat(new Endpoint(InetAddress.getByAddress(loopback6), 9779)).hasToString("[0:0:0:0:0:0:0:1]:9779");
    }

    private static Peer named(String name, List<Endpoint> addresses) {
        return new Peer(
                "id",
                Kind.CLASSIC,
                name,
                addresses,
                List.of(),
                Map.of(),
                Map.of(),
                Status.ALIVE,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                false,
                Set.of());
    }
}
