package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.watch.Finding;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.Why;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Very many datagrams: those who are there stay listed, and nobody stops. */
@Tag("attack")
@ParameterizedClass
@Isolated("a flood takes the machine from whoever is beside it")
@EnumSource(Kind.class)
class FloodTest {
    private static final Life LIFE = new Life(1, 0);
    private static final int MAX_RANDOM_BYTES = 1400;
    private static final int UNREAD_A_SECOND = 2500;

    private final Kind kind;
    private Segment segment;

    FloodTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 3, List.of());
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void manyWhoJoinFromAFewAddressesTakeFewPlaces() {
        long tag = segment.groupTag();
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Forger one = new Forger(tag, Packets.at("10.77.0." + (200 + i % 2), 1024 + i));
            byte[] said = one.announce(one.record("flood", LIFE));
            packets.add(Packets.udp(one.at(), Segment.ALL, said));
        }
        // As many as can be checked: one who was not gives way, and nobody is turned away.
        floodUntil("the roster holds " + Limits.DEFAULT.perAddress() + " peers of 10.77.0.20", packets, 80);
        for (Member member : segment.members()) {
            assertThat(present(member).size()).isLessThanOrEqualTo(2 + 2 * Limits.DEFAULT.perAddress());
        }
        assertNoneOfUsGaveWay();
        segment.start("late");
        assertAllThere();
        segment.assertStrangersAreShutOut();
    }

    @Test
    void manyWhoJoinFromManyAddressesDriveNobodyOut() {
        Random random = new Random(1);
        Forger forger = segment.forger(40_000);
        byte[] record = forger.record("flood", LIFE);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 12_000; i++) {
            // The key is a record's first field; that it did not sign is found out later.
            byte[] key = new byte[32];
            random.nextBytes(key);
            System.arraycopy(key, 0, record, 3, key.length);
            Endpoint from = Packets.at("10." + (100 + i / 200) + ".0." + (1 + i % 50), 1024 + i);
            byte[] said = forger.announce(PeerId.ofPublicKey(key), record.clone());
            packets.add(Packets.udp(from, Segment.ALL, said));
        }
        floodUntil("its place was needed", packets, 2500);
        for (Member member : segment.members()) {
            assertThat(present(member).size()).isLessThanOrEqualTo(Limits.DEFAULT.peers());
        }
        assertNoneOfUsGaveWay();
        assertAllThere();
        segment.assertStrangersAreShutOut();
    }

    @Test
    void garbageToEveryPortStopsNobody() {
        Random random = new Random(1);
        byte[] head = segment.forger(40_000).say(new Pull(0, 1, 0, -1));
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            byte[] garbage = new byte[random.nextInt(MAX_RANDOM_BYTES)];
            random.nextBytes(garbage);
            if (garbage.length > 13 && i % 2 == 0) {
                // As far as the group tag it looks like what a member says.
                System.arraycopy(head, 0, garbage, 0, 13);
            }
            Endpoint from = Packets.at("10.77.0." + (200 + random.nextInt(50)), 1024 + random.nextInt(60_000));
            for (Endpoint to : List.of(
                    Segment.ALL,
                    Packets.at("224.0.0.1", 9778),
                    segment.member(0).at(),
                    segment.member(1).at(),
                    segment.member(2).at())) {
                packets.add(Packets.udp(from, to, garbage));
            }
        }
        segment.attacker().play(packets, 3, 6000);
        segment.attacker().awaitPlayed();
        segment.start("late");
        assertAllThere();
        segment.assertStrangersAreShutOut();
    }

    @Test
    void wellFormedQuestionsFromTheAddressOfAMemberStopNobody() {
        Member victim = segment.member(1);
        Forger forger = segment.forger(40_000);
        long life = segment.incarnationOf(segment.member(2));
        List<Message> questions = List.of(
                new Probe(1, Forger.VIEW, segment.member(0).at()),
                new Pull(0, 1, 0, -1),
                new Why(1, new PeerReference("n2", Optional.empty())),
                new Doubt(1, segment.member(2).id(), life, 0, Finding.GONE),
                new Claim(segment.member(2).id(), life, Finding.LOST));
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            for (Message question : questions) {
                byte[] said = forger.say(victim.id(), question);
                packets.add(Packets.udp(victim.at(), segment.member(0).at(), said));
            }
        }
        segment.attacker().play(packets, 4, 5000);
        segment.attacker().awaitPlayed();
        segment.start("late");
        assertAllThere();
        segment.assertStrangersAreShutOut(List.of(segment.member(0)));
    }

    /** Until all members say this, if they are to hear strangers. */
    private void floodUntil(String said, List<byte[]> packets, int perSecond) {
        if (!kind.letsStrangersIn()) {
            // A signature is all that takes time, and none is looked at.
            segment.attacker().play(packets, 1, UNREAD_A_SECOND);
            segment.attacker().awaitPlayed();
            return;
        }
        segment.attacker().play(packets, 1000, perSecond);
        segment.members()
                .forEach(member -> member.await(said, line -> line.reason().startsWith(said)));
        segment.attacker().stop();
    }

    private void assertNoneOfUsGaveWay() {
        for (Member member : segment.members()) {
            assertThat(member.said().stream().filter(FloodTest::gaveWay))
                    .noneMatch(line -> line.name().matches("n\\d"));
        }
    }

    private static boolean gaveWay(Member.Said line) {
        return line.reason().equals("its place was needed");
    }

    /** All hold all to be there, once it is over. */
    private void assertAllThere() {
        for (Member member : segment.members()) {
            for (Member other : segment.members()) {
                if (other != member) {
                    member.awaitThere(other.id());
                }
            }
        }
    }

    /** Whom a member holds to be there; those who were lost have a place, too, but not for long. */
    private static Set<String> present(Member member) {
        Set<String> present = new HashSet<>();
        for (Member.Said line : member.said()) {
            if (List.of("lost", "left").contains(line.event())) {
                present.remove(line.id());
            } else if (line.event().equals("joined") && !line.id().startsWith("classic:")) {
                present.add(line.id());
            }
        }
        return present;
    }
}
