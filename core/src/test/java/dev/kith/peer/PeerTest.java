package dev.kith.peer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
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
        assertThat(new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 4}), 9779))
                .hasToString("10.0.0.4:9779");
        assertThat(six(0, 0, 0, 0, 0, 0, 0, 1)).hasToString("[::1]:9779");
        assertThat(six(0xfe80, 0, 0, 0, 0x786d, 0x9eff, 0xfe7c, 0xbe3c))
                .hasToString("[fe80::786d:9eff:fe7c:be3c]:9779");
        assertThat(six(0x2001, 0xdb8, 0, 1, 0, 0, 0, 0)).hasToString("[2001:db8:0:1::]:9779");
        assertThat(six(1, 2, 3, 4, 5, 6, 0, 8)).hasToString("[1:2:3:4:5:6:0:8]:9779");
        assertThat(six(0, 0, 3, 0, 0, 6, 7, 8)).hasToString("[::3:0:0:6:7:8]:9779");
    }

    private static Endpoint six(int... groups) throws UnknownHostException {
        ByteBuffer bytes = ByteBuffer.allocate(16);
        for (int group : groups) {
            bytes.putShort((short) group);
        }
        return new Endpoint(InetAddress.getByAddress(bytes.array()), 9779);
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
                Set.of(),
                List.of());
    }
}
