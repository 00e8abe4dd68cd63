package dev.kith.node;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** One node in virtual time. */
class NodeTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Endpoint OWN = at(1, 5000);

    private final List<String> out = new ArrayList<>();
    private final Outbox outbox = new Outbox() {
        @Override
        public void cast(String interfaceName, byte[] beacon) {
            out.add(nowMillis + " " + interfaceName + " " + new String(beacon, UTF_8));
        }

        @Override
        public void multicast(byte[] datagram, boolean broadcastToo) {
            // the beacon alone is looked at here
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            // the beacon alone is looked at here
        }

        @Override
        public void knock(Endpoint to, byte[] datagram) {
            send(to, datagram);
        }

        @Override
        public void emit(String group, Event event) {
            String text = event instanceof Event.Change change
                    ? change.what() + " " + change.peer().name()
                    : "degraded";
            out.add(nowMillis + " " + text);
        }

        @Override
        public void answer(String group, long question, Answer answer) {
            throw new AssertionError("nobody asks here");
        }
    };
    private final Node node = node();
    private boolean casts = true;
    private long nowMillis;
    private boolean joined;

    @Test
    void castsAtOnceAndThenEveryTwoSecondsOnEachInterface() {
        network("eth0", "eth1");
        passTo(4000);
        String beacon = "{\"username\":\"me\"}";
        assertThat(out)
                .containsExactly(
                        "0 eth0 " + beacon, "0 eth1 " + beacon,
                        "2000 eth0 " + beacon, "2000 eth1 " + beacon,
                        "4000 eth0 " + beacon, "4000 eth1 " + beacon);
    }

    @Test
    void castsAtOnceOnAnInterfaceThatAppearsAndNoMoreOnOneThatIsGone() {
        network("eth0");
        passTo(500);
        network("eth0", "eth1");
        assertThat(out).last().asString().startsWith("500 eth1");
        passTo(2000);
        network("eth1");
        out.clear();
        passTo(4000);
        assertThat(out).singleElement().asString().startsWith("4000 eth1");
    }

    @Test
    void aNodeThatIsNotToldToCastSaysNothing() {
        casts = false;
        network("eth0");
        passTo(10_000);
        assertThat(out).isEmpty();
    }

    @Test
    void neverSeesItselfButAnotherNodeOfItsHost() {
        network("eth0", "eth1");
        out.clear();
        hear(OWN, "me");
        hear(at(1, 5001), "neighbour");
        passTo(400);
        assertThat(node.peers("lobby")).extracting(Peer::name).containsExactly("neighbour");
    }

    @Test
    void aStopOfTheProcessMakesNobodyLost() {
        network("eth0");
        for (int i = 0; i < 5; i++) {
            hear(at(2, 7), "anna");
            passTo(nowMillis + 2000);
        }
        nowMillis += 20_000;
        step(new Input.Tick());
        passTo(nowMillis + 5000);
        assertThat(out).noneMatch(line -> line.contains("LOST"));
        passTo(nowMillis + 2000);
        assertThat(out).anyMatch(line -> line.contains("LOST anna"));
    }

    @Test
    void afterALateTickItCastsOnceNotForEveryMissedPeriod() {
        network("eth0");
        passTo(2000);
        out.clear();
        nowMillis += 20_000;
        step(new Input.Tick());
        assertThat(out).hasSize(1);
        passTo(nowMillis + 2000);
        assertThat(out).hasSize(2);
    }

    @Test
    void anAddressThatNoRecordMayNameIsNotTold() throws UnknownHostException {
        Speaker anna = new Speaker(new Speaker.Time(), OWN, Limits.DEFAULT);
        Endpoint reserved = new Endpoint(InetAddress.getByName("240.0.0.1"), OWN.port());
        Endpoint portless = new Endpoint(InetAddress.getByName("2001:db8::4"), 0);
        anna.step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(portless, reserved, OWN), 1));
        anna.join("anna");
        assertThat(Datagrams.decode(anna.lastToAll())).isInstanceOf(Datagrams.Ok.class);
        Speaker bob = new Speaker(new Speaker.Time(), at(2, 5000), Limits.DEFAULT);
        bob.join("bob");
        bob.hear(OWN, Via.MULTICAST, anna.lastToAll());
        assertThat(bob.node.peers("lobby"))
                .singleElement()
                .satisfies(peer -> assertThat(peer.addresses()).containsExactly(OWN));
    }

    @Test
    void refusesToGoBackInTime() {
        nowMillis = 10;
        step(new Input.Tick());
        nowMillis = 9;
        assertThatThrownBy(() -> step(new Input.Tick())).isInstanceOf(IllegalArgumentException.class);
    }

    private void network(String... names) {
        step(new Input.Network(new TreeSet<>(List.of(names)), List.of(OWN), names.length));
        if (!joined) {
            joined = true;
            step(new Input.Join("lobby", Node.about("me", Map.of(), Map.of())));
            if (casts) {
                step(new Input.Cast(Optional.of("me")));
            }
        }
    }

    private static Node node() {
        Node.Credentials credentials = new Node.Credentials(Ed25519.generate(), new Secrets(new byte[32]));
        return new Node(new Node.Setup(() -> credentials, new Ed25519(), Limits.DEFAULT, false, true));
    }

    private void hear(Endpoint from, String text) {
        step(new Input.BeaconHeard(from, "eth0", text.getBytes(UTF_8)));
    }

    private void passTo(long millis) {
        while (node.nextWake() <= millis * 1_000_000) {
            nowMillis = Math.max(nowMillis, node.nextWake() / 1_000_000);
            step(new Input.Tick());
        }
        nowMillis = millis;
        step(new Input.Tick());
    }

    private void step(Input input) {
        node.step(new Moment(nowMillis * 1_000_000, START.plusMillis(nowMillis)), input, outbox);
    }

    private static Endpoint at(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
