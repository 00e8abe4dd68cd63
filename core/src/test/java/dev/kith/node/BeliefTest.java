package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What a node believes of what it hears, and whom it answers. */
class BeliefTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint STRANGER = at(66, 6666);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);

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

    private byte[] forgeFromManyAddresses(byte[] right) {
        byte[] forged = right.clone();
        forged[forged.length - 1] ^= 1;
        for (int i = 0; i < 300; i++) {
            forged[Header.BYTES - 1] = (byte) i;
            forged[Header.BYTES - 2] = (byte) (100 + i / 256);
            anna.hear(at(60 + i % 100, 6666), Via.MULTICAST, forged);
        }
        return forged;
    }

    @Test
    void forgedNewsOfAPeerFromManyAddressesHoldsTheRightOneBackForNobody() {
        bobJoins();
        verifyAll();
        bob.step(new Input.Update("lobby", Node.about("bob", Map.of("new", "1"), Map.of())));
        byte[] right = bob.lastToAll();
        forgeFromManyAddresses(right);
        assertThat(anna.peer("bob").meta()).isEmpty();
        anna.hear(BOB, Via.MULTICAST, right);
        assertThat(anna.peer("bob").meta()).containsEntry("new", "1");
    }

    @Test
    void newsThatWaitsBehindForgedOnesFromElsewhereIsChecked() {
        bobJoins();
        verifyAll();
        bob.step(new Input.Update("lobby", Node.about("bob", Map.of("new", "1"), Map.of())));
        byte[] right = bob.lastToAll();
        byte[] forged = forgeFromManyAddresses(right);
        anna.hear(STRANGER, Via.MULTICAST, forged);
        // As another interface has it: not from where it was heard before.
        anna.hear(at(200, 5002), Via.MULTICAST, right);
        anna.passMillis(2000);
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
    void anUpdateOfAnyLengthIsRefusedAndTheNodeGoesOn() {
        bobJoins();
        Map<String, Integer> many = new java.util.TreeMap<>();
        for (int i = 0; i < 60_000; i++) {
            many.put("service-" + i, 80);
        }
        assertThatThrownBy(() -> bob.step(new Input.Update("lobby", Node.about("bob", Map.of(), many))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the record would be");
        bob.step(new Input.Update("lobby", Node.about("bob", Map.of("new", "1"), Map.of("http", 80))));
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        assertThat(anna.peer("bob").services()).containsOnlyKeys("http");
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
        Speaker small = new Speaker(time, at(3, 5003), new Limits(100, 4, 100));
        small.join("small");
        for (int i = 0; i < 7; i++) {
            Speaker other = new Speaker(time, at(9, 6000 + i), Limits.DEFAULT);
            other.join("n" + i);
            small.hear(at(9, 6000 + i), Via.MULTICAST, other.lastToAll());
            small.passMillis(200);
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

    private void passMillis(int length) {
        anna.passMillis(length);
    }
}
