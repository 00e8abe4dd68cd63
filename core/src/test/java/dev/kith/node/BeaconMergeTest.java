package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A native node that also casts is listed once, and nobody's word alone takes a beacon away. */
class BeaconMergeTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Endpoint SHARED = at(2, 9779);
    private static final Endpoint CARL = at(3, 5003);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private final Speaker carl = new Speaker(time, CARL, Limits.DEFAULT);

    @Test
    void aBeaconOfAVerifiedPeerIsNotListedBesideIt() {
        anna.join("anna");
        announce(bob, "bob");
        anna.passMillis(200);
        castFrom(BOB);
        anna.passMillis(400);
        assertThat(anna.names()).containsExactly("bob");
    }

    @Test
    void aListedBeaconIsMergedWhenItsPeerIsVerified() {
        anna.join("anna");
        castFrom(BOB);
        anna.passMillis(400);
        assertThat(anna.names()).containsExactly("by beacon");
        announce(bob, "bob");
        anna.passMillis(200);
        castFrom(BOB);
        assertThat(anna.names()).containsExactly("bob");
    }

    @Test
    void aRecordThatIsNotSignedIsForgottenAndTakesNoBeaconAway() {
        anna.join("anna");
        castFrom(BOB);
        anna.passMillis(400);
        bob.join("bob");
        byte[] forged = bob.lastToAll().clone();
        forged[forged.length - 1] ^= 1;
        anna.hear(BOB, Via.MULTICAST, forged);
        assertThat(anna.names()).containsExactlyInAnyOrder("bob", "by beacon");
        anna.passMillis(200);
        assertThat(anna.names()).containsExactly("by beacon");
    }

    @Test
    void aBeaconIsNotListedWhileARecordFromItsAddressWaitsToBeChecked() {
        anna.join("anna");
        announce(carl, "carl");
        announce(bob, "bob");
        castFrom(BOB);
        castFrom(CARL);
        // It stood still for longer than a beacon waits, and has checked neither.
        time.millis += 500;
        anna.passMillis(1);
        assertThat(anna.names()).containsExactlyInAnyOrder("bob", "carl");
        anna.passMillis(1000);
        assertThat(anna.names()).containsExactlyInAnyOrder("bob", "carl");
    }

    @Test
    void aPeerThatAnswersElsewhereIsAskedWhereItsBeaconComesFrom() {
        annaMeetsBobAtTheSharedPort();
        castFrom(BOB);
        assertThat(anna.sentTo(BOB)).hasSize(1).allMatch(Message.Probe.class::isInstance);
        Speaker.exchange(anna, bob);
        assertThat(anna.names()).containsExactly("bob");
        anna.passMillis(400);
        assertThat(anna.names()).containsExactly("bob");
    }

    @Test
    void aPeerThatDoesNotAnswerWhereItsBeaconComesFromIsAskedOnceInTenSeconds() {
        annaMeetsBobAtTheSharedPort();
        for (int beacons = 0; beacons < 9; beacons++) {
            castFrom(BOB);
            time.millis += 1000;
        }
        assertThat(anna.sentTo(BOB)).hasSize(1);
        time.millis += 1000;
        castFrom(BOB);
        assertThat(anna.sentTo(BOB)).hasSize(2);
    }

    /** Anybody may pay for an address, and forge beacons from it. */
    @Test
    void manyBeaconsHaveAPeerAskedOnceASecond() {
        annaMeetsBobAtTheSharedPort();
        carl.join("carl");
        Message.View nothing = new Message.View(0, 0);
        Header last = ((Datagrams.Ok) Datagrams.decode(carl.lastToAll())).header();
        for (int i = 1; i <= 20; i++) {
            Header next = Header.open(last.groupTag(), last.sender(), last.counter() + i);
            anna.hear(BOB, Via.UNICAST, Datagrams.encode(next, new Message.Ack(i, nothing, ANNA, true, 0)));
        }
        anna.sent.clear();
        for (int beacons = 0; beacons < 50; beacons++) {
            castFrom(BOB);
        }
        assertThat(anna.sentTo(BOB)).hasSize(1).allMatch(Message.Probe.class::isInstance);
    }

    /** As with a seed: it swears that it is there, which its record does not name, and answers there; longer ago than it was asked elsewhere. */
    private void annaMeetsBobAtTheSharedPort() {
        anna.join("anna");
        bob.join("bob");
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        anna.hear(SHARED, Via.SEED, bob.lastToAll());
        anna.passMillis(200);
        bob.passMillis(100);
        anna.hear(SHARED, Via.UNICAST, bob.lastToAll());
        for (int i = 0; i < 11_000; i++) {
            passOnByTheSharedPort();
            anna.passMillis(1);
        }
        assertThat(anna.peer("bob").addresses()).first().isEqualTo(SHARED);
        anna.sent.clear();
    }

    private void passOnByTheSharedPort() {
        datagrams(anna, SHARED).forEach(datagram -> bob.hear(ANNA, Via.UNICAST, datagram));
        datagrams(bob, ANNA).forEach(datagram -> anna.hear(SHARED, Via.UNICAST, datagram));
    }

    private static List<byte[]> datagrams(Speaker from, Endpoint to) {
        List<byte[]> found = from.sent.stream()
                .filter(sent -> sent.getKey().equals(to))
                .map(Map.Entry::getValue)
                .toList();
        from.sent.clear();
        return found;
    }

    @Test
    void aBeaconFromWhereAnotherPeerSaysSomebodyIsWaitsForThatOneToBeHeard() {
        annaHearsOfCarl();
        for (int beacons = 0; beacons < 20; beacons++) {
            castFrom(CARL);
            anna.passMillis(1000);
            assertThat(anna.names()).containsExactlyInAnyOrder("bob", "carl");
        }
        // Whoever is named there, nothing of it was ever heard.
        anna.passMillis(15_000);
        castFrom(CARL);
        anna.passMillis(400);
        assertThat(anna.names()).contains("by beacon");
    }

    @Test
    void whatAnotherPeerSaysTakesNoListedBeaconAway() {
        castFrom(CARL);
        anna.passMillis(400);
        annaHearsOfCarl();
        castFrom(CARL);
        anna.passMillis(400);
        assertThat(anna.names()).containsExactlyInAnyOrder("bob", "carl", "by beacon");
    }

    private void annaHearsOfCarl() {
        carl.join("carl");
        bob.join("bob");
        bob.hear(CARL, Via.MULTICAST, carl.lastToAll());
        bob.passMillis(200);
        anna.join("anna");
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        Speaker.exchange(anna, bob);
        assertThat(anna.names()).contains("carl");
    }

    private void announce(Speaker speaker, String name) {
        speaker.join(name);
        anna.hear(speaker.own, Via.MULTICAST, speaker.lastToAll());
    }

    private void castFrom(Endpoint source) {
        anna.step(new Input.BeaconHeard(source, "eth0", "by beacon".getBytes(UTF_8)));
    }
}
