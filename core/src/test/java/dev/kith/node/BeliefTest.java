package dev.kith.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a node believes of what it hears, and whom it answers. */
class BeliefTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint STRANGER = at(66, 6666);

    private long millis = 1000;
    private final Speaker anna = new Speaker(ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(BOB, Limits.DEFAULT);

    @Test
    void aRecordThatIsReplayedFromElsewhereMovesNobody() {
        byte[] announcement = bobJoins();
        verifyAll();
        anna.hear(STRANGER, Via.UNICAST, announcement);
        passSeconds(3);
        assertThat(anna.peer("bob").addresses()).containsExactly(BOB);
        assertThat(anna.sentTo(STRANGER)).noneMatch(message -> message instanceof Message.Probe);
    }

    @Test
    void aPeerThatAnswersNowhereItIsNamedIsLostHoweverMuchItsNameIsUsed() {
        bobJoins();
        verifyAll();
        for (int i = 0; i < 60; i++) {
            anna.hear(at(66, 7000 + i), Via.UNICAST, bob.say(new Message.Probe(i, new Message.View(1, 1), ANNA)));
            passMillis(500);
        }
        assertThat(anna.peer("bob").status()).isEqualTo(Status.LOST);
        assertThat(anna.peer("bob").addresses()).containsExactly(BOB);
    }

    @Test
    void questionsToAllAreNotAnswered() {
        bobJoins();
        anna.sent.clear();
        byte[] probe = bob.say(new Message.Probe(1, new Message.View(1, 1), ANNA));
        anna.hear(BOB, Via.MULTICAST, probe);
        assertThat(anna.sentTo(BOB)).isEmpty();
        anna.hear(BOB, Via.UNICAST, probe);
        assertThat(anna.sentTo(BOB)).singleElement().isInstanceOf(Message.Ack.class);
    }

    @Test
    void nothingIsSentToThePortOfTheBeacon() {
        byte[] announcement = bobJoins();
        Endpoint beaconPort = at(2, 9778);
        anna.hear(beaconPort, Via.UNICAST, announcement);
        anna.hear(beaconPort, Via.UNICAST, bob.say(new Message.Probe(1, new Message.View(1, 1), ANNA)));
        passSeconds(3);
        assertThat(anna.sentTo(beaconPort)).isEmpty();
        assertThat(anna.node.rejected()).containsKey("from the beacon's port");
    }

    @Test
    void aForgedRecordThatComesFirstDoesNotKeepTheRightOneOut() {
        byte[] announcement = bobJoins(anna -> {});
        byte[] forged = announcement.clone();
        // The last bytes are those of the signature.
        forged[forged.length - 1] ^= 1;
        forged[Header.BYTES - 1] ^= 1;
        anna.hear(STRANGER, Via.UNICAST, forged);
        anna.hear(BOB, Via.MULTICAST, announcement);
        verifyAll();
        assertThat(anna.peer("bob").verified()).isTrue();
        assertThat(anna.peer("bob").addresses()).containsExactly(BOB);
    }

    @Test
    void aRecordThatIsNotSignedIsForgottenAndTakesNoBeaconAway() {
        anna.step(new Input.BeaconHeard(BOB, "eth0", "old bob".getBytes(StandardCharsets.UTF_8)));
        passMillis(400);
        byte[] forged = bobJoins(anna -> {});
        forged[forged.length - 1] ^= 1;
        anna.hear(BOB, Via.MULTICAST, forged);
        assertThat(anna.names()).containsExactlyInAnyOrder("bob", "old bob");
        passMillis(200);
        assertThat(anna.names()).containsExactly("old bob");
    }

    @Test
    void aBeaconOfAVerifiedPeerIsListedOnce() {
        bobJoins();
        verifyAll();
        anna.step(new Input.BeaconHeard(BOB, "eth0", "bob by beacon".getBytes(StandardCharsets.UTF_8)));
        passMillis(400);
        assertThat(anna.names()).containsExactly("bob");
    }

    @Test
    void aBeaconOfAPeerThatAnotherPassedOnWaitsForItToBeHeard() {
        Endpoint carlsAddress = at(3, 5003);
        Speaker carl = new Speaker(carlsAddress, Limits.DEFAULT);
        carl.join("carl");
        bob.join("bob");
        bob.hear(carlsAddress, Via.MULTICAST, carl.lastToAll());
        passMillis(200, bob);
        anna.join("anna");
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        exchange(anna, bob);
        assertThat(anna.names()).contains("carl");
        for (int beacons = 0; beacons < 20; beacons++) {
            anna.step(new Input.BeaconHeard(carlsAddress, "eth0", "by beacon".getBytes(StandardCharsets.UTF_8)));
            passSeconds(1);
            assertThat(anna.names()).doesNotContain("by beacon");
        }
        // Whoever is named there, nothing of it was ever heard.
        passSeconds(15);
        anna.step(new Input.BeaconHeard(carlsAddress, "eth0", "by beacon".getBytes(StandardCharsets.UTF_8)));
        passMillis(400);
        assertThat(anna.names()).contains("by beacon");
    }

    /** What the two send each other, until neither sends any more. */
    private static void exchange(Speaker one, Speaker other) {
        boolean more = true;
        while (more) {
            boolean toOne = other.deliver(one);
            more = one.deliver(other) || toOne;
        }
    }

    @Test
    void whoSaysSomethingOldGetsTheNewerBackOnce() {
        byte[] old = bobJoins();
        bob.step(new Input.Update("lobby", Node.about("bob", Map.of("new", "1"), Map.of())));
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        assertThat(anna.peer("bob").meta()).containsEntry("new", "1");
        anna.sent.clear();
        anna.hear(STRANGER, Via.MULTICAST, old);
        assertThat(anna.sentTo(STRANGER))
                .filteredOn(m -> m instanceof Message.Newer)
                .hasSize(1);
        assertThat(anna.peer("bob").meta()).containsEntry("new", "1");
    }

    @Test
    void anotherVersionOfTheProtocolIsToldOnce() {
        byte[] later = bobJoins().clone();
        later[2] = 9;
        anna.told.clear();
        anna.hear(STRANGER, Via.MULTICAST, later);
        anna.hear(STRANGER, Via.MULTICAST, later);
        assertThat(anna.told).singleElement().asString().contains("speaks version 9 of the protocol");
        assertThat(anna.node.rejected()).containsEntry("version", 2L);
    }

    @Test
    void anUpdateThatIsRefusedChangesNothingNowNorLater() {
        bobJoins();
        Map<String, Integer> many = new java.util.TreeMap<>();
        for (int i = 0; i < 90; i++) {
            many.put("service-" + i, 80);
        }
        assertThatThrownBy(() -> bob.step(new Input.Update("lobby", Node.about("bob", Map.of(), many))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the record would be");
        List<Endpoint> more = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            more.add(at(100 + i, 5002));
        }
        bob.step(new Input.Network(new TreeSet<>(List.of("eth0")), more, 1));
        anna.hear(more.get(0), Via.MULTICAST, bob.lastToAll());
        assertThat(anna.peer("bob").services()).isEmpty();
    }

    @Test
    void whoLeftAndJoinsAgainInTheSameMillisecondIsListed() {
        bobJoins();
        bob.step(new Input.Leave("lobby"));
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        assertThat(anna.peer("bob").status()).isEqualTo(Status.LEFT);
        bob.join("bob");
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        assertThat(anna.peer("bob").status()).isEqualTo(Status.ALIVE);
    }

    @Test
    void oneAddressTakesSoManyPlacesAndThatIsSaidOnce() {
        Speaker small = new Speaker(at(3, 5003), new Limits(100, 4, 100));
        small.join("small");
        for (int i = 0; i < 7; i++) {
            Speaker other = new Speaker(at(9, 6000 + i), Limits.DEFAULT);
            other.join("n" + i);
            small.hear(at(9, 6000 + i), Via.MULTICAST, other.lastToAll());
            passMillis(200, small);
        }
        assertThat(small.names()).containsExactlyInAnyOrder("n0", "n1", "n2", "n3");
        assertThat(small.told.stream().map(Object::toString).filter(text -> text.contains("the roster holds 4 peers")))
                .hasSize(1);
    }

    /** Anna hears bob's first announcement, which is returned. */
    private byte[] bobJoins() {
        return bobJoins(hearing -> hearing.hear(BOB, Via.MULTICAST, bob.lastToAll()));
    }

    private byte[] bobJoins(java.util.function.Consumer<Speaker> hears) {
        anna.join("anna");
        bob.join("bob");
        byte[] announcement = bob.lastToAll();
        hears.accept(anna);
        return announcement.clone();
    }

    private void verifyAll() {
        passMillis(200);
    }

    private void passSeconds(int seconds) {
        passMillis(seconds * 1000);
    }

    private void passMillis(int time) {
        passMillis(time, anna);
    }

    private void passMillis(int time, Speaker speaker) {
        for (long end = millis + time; millis < end; millis++) {
            speaker.step(new Input.Tick());
        }
    }

    private final class Speaker implements Outbox {
        private final List<Object> told = new ArrayList<>();
        private final List<Map.Entry<Endpoint, byte[]>> sent = new ArrayList<>();
        private final List<byte[]> toAll = new ArrayList<>();
        private final Endpoint own;
        private final Node node;

        Speaker(Endpoint own, Limits limits) {
            byte[] seed = new byte[Secrets.SEED_BYTES];
            seed[0] = (byte) own.port();
            Node.Credentials credentials = new Node.Credentials(Ed25519.generate(), new Secrets(seed));
            this.own = own;
            this.node = new Node(new Node.Setup(() -> credentials, new Ed25519(), limits, false));
            step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(own), 1));
        }

        void join(String name) {
            step(new Input.Join("lobby", Node.about(name, Map.of(), Map.of())));
        }

        void hear(Endpoint from, Via via, byte[] datagram) {
            step(new Input.Heard(from, "eth0", via, datagram));
        }

        void step(Input input) {
            node.step(new Moment(millis * 1_000_000, START.plusMillis(millis)), input, this);
        }

        byte[] lastToAll() {
            return toAll.get(toAll.size() - 1);
        }

        /** A message as it would send it. */
        byte[] say(Message message) {
            Datagrams.Ok last = (Datagrams.Ok) Datagrams.decode(lastToAll());
            return Datagrams.encode(last.header(), message);
        }

        List<Message> sentTo(Endpoint to) {
            return sent.stream()
                    .filter(entry -> entry.getKey().equals(to))
                    .map(entry -> ((Datagrams.Ok) Datagrams.decode(entry.getValue())).message())
                    .toList();
        }

        /** Has another hear what was sent to it; the answer is whether there was anything. */
        boolean deliver(Speaker other) {
            List<byte[]> forOther = sent.stream()
                    .filter(entry -> entry.getKey().equals(other.own))
                    .map(Map.Entry::getValue)
                    .toList();
            sent.clear();
            forOther.forEach(datagram -> other.hear(own, Via.UNICAST, datagram));
            return !forOther.isEmpty();
        }

        List<String> names() {
            return node.peers("lobby").stream().map(Peer::name).toList();
        }

        Peer peer(String name) {
            return node.peers("lobby").stream()
                    .filter(peer -> peer.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(own + " has no " + name));
        }

        @Override
        public void cast(String interfaceName, byte[] beacon) {
            throw new AssertionError("nobody casts here");
        }

        @Override
        public void multicast(byte[] datagram, boolean broadcastToo) {
            toAll.add(datagram);
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            sent.add(Map.entry(to, datagram));
        }

        @Override
        public void emit(String group, Event event) {
            told.add(event);
        }
    }

    private static Endpoint at(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
