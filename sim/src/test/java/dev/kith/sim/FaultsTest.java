package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.NodeRecord;
import dev.kith.time.Moment;
import dev.kith.trust.Ed25519;
import dev.kith.trust.GroupTag;
import dev.kith.trust.Identity;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Records;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fault that does nothing shows nothing: each does what it says; and what one of them may do to a group of twenty. */
@Tag("once")
class FaultsTest {
    private static final int STOPS = 100;

    private final World world = new World(7);

    @Test
    void fiveSecondsOfStandingStillLoseNobodyAHundredTimes() {
        List<SimNode> nodes = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            nodes.add(world.start("n" + i, "lobby"));
        }
        world.pass(Duration.ofSeconds(10));
        for (int stop = 0; stop < STOPS; stop++) {
            SimNode stopped = nodes.get(stop % nodes.size());
            stopped.stall(Duration.ofSeconds(5));
            world.pass(Duration.ofSeconds(6));
            assertThat(nodes)
                    .allSatisfy(node -> assertThat(node.peers())
                            .hasSize(19)
                            .extracting(Peer::status)
                            .containsOnly(Status.ALIVE));
            world.pass(Duration.ofSeconds(1));
        }
        assertThat(nodes.stream().flatMap(node -> node.told().stream()))
                .noneMatch(event -> event instanceof Event.Change change && change.what() == What.LOST)
                .anyMatch(event -> event instanceof Event.Change change && change.what() == What.SUSPECTED);
    }

    @Test
    void aLaterVersionIsUnderstoodAndANextOneIsNot() {
        SimNode plain = world.start("plain", "lobby");
        world.start(new Role("later", "lobby", 0, Role.Tongue.LATER, Duration.ZERO, Role.OPEN));
        SimNode next = world.start(new Role("next", "lobby", 0, Role.Tongue.NEXT, Duration.ZERO, Role.OPEN));
        world.pass(Duration.ofSeconds(5));
        assertThat(plain.peers()).extracting(Peer::name).containsExactly("later");
        assertThat(plain.peers()).allMatch(Peer::verified);
        assertThat(next.peers()).isEmpty();
        assertThat(next.told()).anyMatch(event -> event.toString().contains("speaks version 2 of the protocol"));
    }

    @Test
    void aRealKeyPairIsTheSameAgainAndItsSignaturesAreRight() {
        Identity identity = Signatures.ED25519.identity(1);
        byte[] content = {1, 2, 3};
        assertThat(Signatures.ED25519.identity(1).publicKey()).isEqualTo(identity.publicKey());
        assertThat(Signatures.ED25519.identity(2).publicKey()).isNotEqualTo(identity.publicKey());
        assertThat(new Ed25519().verify(identity.publicKey(), content, identity.sign(content)))
                .isTrue();
    }

    @Test
    void whoIsStartedWithANewIdentityIsAnotherPeer() {
        SimNode anna = world.start("anna", "lobby");
        SimNode bob = world.start("bob", "lobby");
        world.pass(Duration.ofSeconds(3));
        bob.crash();
        world.start(bob.role().withNewIdentity(), bob.address());
        world.pass(Duration.ofSeconds(20));
        assertThat(anna.peers()).extracting(Peer::status).containsExactlyInAnyOrder(Status.ALIVE, Status.LOST);
    }

    /** First as many as make all that is bounded full, 20,000 addresses; whatever is kept of each more would show. */
    @Test
    void whatStrangersMakeUpIsForgotten() {
        SimNode anna = world.start("anna", "lobby");
        makeUp(0, 21_000);
        long full = Held.by(anna.engine());
        makeUp(21_000, 28_000);
        assertThat(full).isGreaterThan(10_000);
        assertThat(Held.by(anna.engine())).isLessThan(full + full / 50);
    }

    private void makeUp(int first, int end) {
        for (int i = first; i < end; i++) {
            byte[] ip = {10, (byte) (100 + (i >> Short.SIZE)), (byte) (i >> Byte.SIZE), (byte) i};
            Endpoint at = endpoint(ip);
            byte[] key = FreeSignatures.identity(i).publicKey();
            PeerId id = PeerId.ofPublicKey(key);
            NodeRecord.About about = new NodeRecord.About("n", List.of(at), Map.of(), Map.of());
            NodeRecord.Content content = new NodeRecord.Content(GroupTag.of("lobby"), key, key, about);
            NodeRecord unsigned = new NodeRecord(id, 1, 1, new byte[0], any -> content);
            byte[] forged = Records.join(Records.signedPart(unsigned), new byte[NodeRecord.SIGNATURE]);
            Message said = new Message.Announce(new Message.View(i, i), 0, forged);
            world.say(at, Optional.empty(), Datagrams.encode(Header.open(GroupTag.of("lobby"), id, i + 1), said));
            world.pass(Duration.ofMillis(1));
        }
    }

    private static Endpoint endpoint(byte[] ip) {
        try {
            return new Endpoint(InetAddress.getByAddress(ip), 9000);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    @Test
    void aClockThatDriftsNeverGoesBackAndShowsInTimeWhatIsWaitedFor() {
        Clock clock = new Clock(Duration.ZERO);
        long before = 0;
        for (long now = 0; now < 100_000; now += 37) {
            if (now % 999 == 0) {
                clock.drift(now, now % 2 == 0 ? -100 : 100);
            }
            long shows = clock.read(new Moment(now, Instant.EPOCH)).nanos();
            assertThat(shows).isGreaterThanOrEqualTo(before);
            long at = clock.whenItShows(shows + 5000);
            assertThat(clock.read(new Moment(at, Instant.EPOCH)).nanos()).isBetween(shows + 5000, shows + 5001);
            before = shows;
        }
    }
}
