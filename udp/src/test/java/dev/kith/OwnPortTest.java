package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A source that speaks from its node's own port: a server tells each that asks it from where the others did. */
class OwnPortTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private DatagramSocket server;
    private final Set<Integer> seen = new ConcurrentSkipListSet<>();

    @BeforeEach
    void serve() throws IOException {
        server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        Thread serving = new Thread(this::answer, "book");
        serving.setDaemon(true);
        serving.start();
    }

    @AfterEach
    void end() {
        server.close();
    }

    private void answer() {
        try {
            DatagramPacket asked = new DatagramPacket(new byte[2000], 2000);
            while (true) {
                server.receive(asked);
                seen.add(asked.getPort());
                byte[] answer = ("b"
                                + String.join(
                                        " ", seen.stream().map(String::valueOf).toList()))
                        .getBytes(StandardCharsets.UTF_8);
                server.send(new DatagramPacket(answer, answer.length, asked.getSocketAddress()));
            }
        } catch (IOException closed) {
            // The test is over.
        }
    }

    @Test
    void whereAServerSeesASourceTherePeersReachTheNode() throws Exception {
        // On different multicast ports, so that they find each other by the server alone.
        try (Kith one = join(17_201);
                Kith other = join(17_202)) {
            assertThat(one.await(1, PATIENCE)).isTrue();
            assertThat(other.await(1, PATIENCE)).isTrue();
            assertThat(one.peers()).singleElement().satisfies(peer -> {
                assertThat(peer.name()).isEqualTo("at 17202");
                assertThat(seen).contains(port(peer));
            });
        }
    }

    private static int port(Peer peer) {
        return peer.addresses().get(0).port();
    }

    private Kith join(int port) throws IOException {
        Config config = Config.builder()
                .loopbackOnly()
                .classic(false)
                .port(port)
                .source("book", String.valueOf(server.getLocalPort()))
                .build();
        return Kith.join(config, "own-port", me -> me.name("at " + port));
    }

    @Test
    void aSourceSendsNoMoreThanItsBoundAndNothingOfAnotherProtocol() throws Exception {
        try (Kith kith = join(17_203)) {
            OwnPort port = kith.node().lend((byte) 'z');
            Endpoint there = new Endpoint(InetAddress.getLoopbackAddress(), server.getLocalPort());
            int sent = 0;
            while (port.send(there, new byte[] {'z', 1})) {
                assertThat(sent++).as("sent without an end").isLessThan(100_000);
            }
            assertThat(port.send(new Endpoint(InetAddress.getByName("224.0.0.1"), 9), new byte[] {'z'}))
                    .isFalse();
            for (byte[] wrong : List.of(new byte[0], new byte[] {'K', 'i'}, new byte[OwnPort.MAX_BYTES + 1])) {
                assertThatThrownBy(() -> port.send(there, wrong))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("0x7a");
            }
            port.close();
            assertThatThrownBy(() -> port.send(there, new byte[] {'z'})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void noOtherProtocolBeginsAsKithDoes() {
        Config config = Config.builder().loopbackOnly().source("clash", "0").build();
        assertThatThrownBy(() -> Kith.join(config, "own-port", me -> me.name("asker")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0x4b");
    }

    /** Asks the server at a port of this host. */
    static final class Book implements CandidateSource {
        private final Endpoint server;
        private Optional<OwnPort> own = Optional.empty();

        Book(int port) {
            this.server = new Endpoint(InetAddress.getLoopbackAddress(), port);
        }

        @Override
        public void begin(OwnPort port) {
            own = Optional.of(port);
        }

        @Override
        public Named name(Known known) throws IOException, InterruptedException {
            OwnPort port = own.orElseThrow();
            port.send(server, new byte[] {'b'});
            OwnPort.Datagram answer =
                    port.receive(Duration.ofSeconds(1)).orElseThrow(() -> new IOException("the book is closed"));
            List<Endpoint> there = new ArrayList<>();
            for (String number : new String(answer.bytes(), StandardCharsets.UTF_8)
                    .substring(1)
                    .split(" ")) {
                there.add(new Endpoint(InetAddress.getLoopbackAddress(), Integer.parseInt(number)));
            }
            return new Named(there, Duration.ofMillis(500));
        }

        @Override
        public void close() {
            // Its port is closed by the node.
        }

        /** Found by the service loader. */
        public static class Provider implements CandidateSource.Provider {
            /** For the service loader. */
            public Provider() {}

            @Override
            public String kind() {
                return "book";
            }

            @Override
            public Via via() {
                return Via.DHT;
            }

            @Override
            public Optional<Byte> firstByte() {
                return Optional.of((byte) 'b');
            }

            @Override
            public CandidateSource open(String what) {
                return new Book(Integer.parseInt(what));
            }
        }

        /** One whose datagrams could not be told from Kith's. */
        public static final class Clash extends Provider {
            /** For the service loader. */
            public Clash() {}

            @Override
            public String kind() {
                return "clash";
            }

            @Override
            public Optional<Byte> firstByte() {
                return Optional.of((byte) 'K');
            }
        }
    }
}
