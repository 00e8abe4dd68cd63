package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.watch.Finding;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Here;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.Where;
import dev.kith.wire.Message.Why;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Members are made to send to somebody who asked for nothing: how much of it comes there. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class ReflectionTest {
    private static final int PROBE_BYTES = 79;
    private static final int HINT_SECONDS = 10;
    private static final int SALT_QUESTION_BYTES = 78;
    private static final int SALT_QUESTIONS_A_SECOND = 2;
    private static final int NEWER_BYTES = 1040;
    private static final int CORRECTIONS_A_SECOND = 5;
    /** What two members of a group of four say to a third in a second, when nobody attacks. */
    private static final int TALK_A_SECOND = 2000;

    private final Kind kind;
    private Segment segment;
    private Forger forger;
    private Host victim;
    private Attacker tap;
    private long begun;

    ReflectionTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 3);
        forger = segment.forger(40_000);
        victim = segment.world().host("victim");
        for (int last = 101; last <= 116; last++) {
            victim.ip("addr", "add", "10.77.0." + last + "/24", "dev", "eth0");
        }
        tap = new Attacker(victim, kind).record();
        begun = System.nanoTime();
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void whoIsNoMemberGetsNoMoreThanIsSentInItsName() {
        Endpoint spoofed = Packets.at("10.77.0.101", 41_000);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            questions(spoofed).forEach(said -> packets.add(Packets.udp(spoofed, Segment.ALL, said)));
            List<byte[]> toEach = questions(spoofed);
            for (Member member : segment.members()) {
                toEach.forEach(said -> packets.add(Packets.udp(spoofed, member.at(), said)));
            }
        }
        List<byte[]> played = segment.attacker().play(packets, 1, 2000);
        segment.attacker().awaitPlayed();
        tap.awaitHeardAt("10.77.0.101");
        segment.witness("late");
        for (Member member : segment.members()) {
            int sent = member.name().equals("late") ? 0 : bytesTo(member, played);
            assertThat(received(tap, member, "10.77.0.101"))
                    .as(member.name())
                    .isLessThanOrEqualTo(kind.letsStrangersIn() ? sent + hints() : Math.min(sent, saltQuestions()));
        }
        segment.assertStrangersAreShutOut();
    }

    @Test
    void aMemberGetsHardlyMoreThanIsSentInItsName() {
        Member target = segment.member(1);
        Attacker targetTap = new Attacker(target.host(), kind).record();
        long life = segment.incarnationOf(segment.member(2));
        List<byte[]> packets = new ArrayList<>();
        long start = System.nanoTime();
        int bytes = 0;
        for (int i = 0; i < 2000; i++) {
            Doubt doubt = new Doubt(i, segment.member(2).id(), life, -1, Finding.SILENT);
            byte[] said = forger.say(target.id(), doubt);
            packets.add(Packets.udp(target.at(), segment.member(0).at(), said));
            bytes += said.length;
        }
        segment.attacker().play(packets, 1, 1000);
        segment.attacker().awaitPlayed();
        segment.witness("late");
        long seconds = (System.nanoTime() - start) / 1_000_000_000L + 2;
        int got = received(targetTap, segment.member(0), target.at().ip().getHostAddress());
        assertThat((long) got)
                .isLessThanOrEqualTo(
                        kind.letsStrangersIn()
                                ? bytes + seconds * (CORRECTIONS_A_SECOND * NEWER_BYTES + TALK_A_SECOND)
                                : saltQuestions() + seconds * TALK_A_SECOND);
        segment.assertStrangersAreShutOut(List.of(segment.member(0)));
    }

    @Test
    void whoIsListedAsAnAddressOfManyIsAskedOnceInAWhile() {
        for (int i = 0; i < 20; i++) {
            Forger one = segment.forger(40_001 + i);
            announce(one, one.record("eight", new Life(1, 0), victims(8)));
            announce(one, one.record("sixteen", new Life(2, 0), victims(16)));
        }
        if (kind.letsStrangersIn()) {
            segment.members()
                    .forEach(member -> member.await("eight", line -> line.name().equals("eight")));
            tap.awaitHeardAt("10.77.0.101");
        }
        segment.witness("late");
        for (Member member : segment.members()) {
            assertThat(member.said()).noneMatch(line -> line.name().equals("sixteen"));
            for (int last = 101; last <= 116; last++) {
                assertThat(received(tap, member, "10.77.0." + last))
                        .as("%s to %d", member.name(), last)
                        .isLessThanOrEqualTo(last <= 108 && kind.letsStrangersIn() ? hints() : 0);
            }
        }
        segment.assertStrangersAreShutOut();
    }

    @Test
    void whereAPeerIsSaidToBeSeenGetsFourDatagramsInTenSeconds() {
        Forger silent = segment.forger(40_100);
        announce(silent, silent.record("silent", new Life(1, 0)));
        Member made = segment.member(0);
        if (kind.letsStrangersIn()) {
            made.await("silent", line -> line.name().equals("silent"));
        }
        Member speaker = segment.member(1);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            Meet meet = new Meet(silent.id(), Packets.at("10.77.0.101", 41_000 + i % 1000));
            packets.add(Packets.udp(speaker.at(), made.at(), forger.say(speaker.id(), meet)));
        }
        segment.attacker().play(packets, 1, 400);
        segment.attacker().awaitPlayed();
        if (kind.letsStrangersIn()) {
            tap.awaitHeardAt("10.77.0.101");
        }
        segment.witness("late");
        assertThat(received(tap, made, "10.77.0.101"))
                .isLessThanOrEqualTo(kind.letsStrangersIn() ? hints() + tries() : 0);
        segment.assertStrangersAreShutOut();
    }

    private void announce(Forger one, byte[] record) {
        segment.attacker().send(Packets.udp(one.at(), Segment.ALL, one.announce(record)));
    }

    private static List<Endpoint> victims(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> Packets.at("10.77.0." + (101 + i), 41_000 + i))
                .toList();
    }

    /** All that makes a node answer, in the name of nobody, of a member, and of one who says to be there. */
    private List<byte[]> questions(Endpoint spoofed) {
        Forger there = new Forger(segment.groupTag(), spoofed);
        Member member = segment.member(2);
        byte[] own = there.say(new Probe(1, Forger.VIEW, spoofed));
        List<Message> messages = List.of(
                new Pull(0, 1, 0, -1),
                new Probe(1, Forger.VIEW, spoofed),
                new Why(1, new PeerReference("n0", Optional.empty())),
                new Doubt(1, member.id(), segment.incarnationOf(member), -1, Finding.GONE),
                new Introduce(member.id()),
                new Meet(member.id(), spoofed),
                new Where(1, 0),
                new Here(1, spoofed, new byte[64]),
                new Forward(member.id(), own),
                new Forwarded(own));
        List<byte[]> said = new ArrayList<>();
        said.add(there.announce(there.record("there", new Life(1, 0))));
        for (PeerId sender : List.of(there.id(), member.id(), new PeerId(1, 1))) {
            messages.forEach(message -> said.add(there.say(sender, message)));
        }
        return said;
    }

    /** The small datagrams that a record may cause: one in ten seconds from each member to each address. */
    private int hints() {
        return PROBE_BYTES * tenSeconds();
    }

    /** The questions where a member is said to be: four in ten seconds. */
    private int tries() {
        return 4 * forger.say(new Where(1, 0)).length * tenSeconds();
    }

    /** What is said in a closed group to one whose salt nobody knows: two in a second from each member, in one that has begun, too. */
    private int saltQuestions() {
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        return (int) (seconds + 2) * SALT_QUESTIONS_A_SECOND * SALT_QUESTION_BYTES;
    }

    private static int bytesTo(Member member, List<byte[]> packets) {
        return packets.stream()
                .filter(packet -> Set.of(member.at().ip(), Segment.ALL.ip()).contains(Packets.target(packet)))
                .mapToInt(packet -> Packets.content(packet).length)
                .sum();
    }

    /** How many times ten seconds have begun, at the most. */
    private int tenSeconds() {
        long seconds = (System.nanoTime() - begun) / 1_000_000_000L;
        return (int) (1 + (seconds + HINT_SECONDS - 1) / HINT_SECONDS);
    }

    private static int received(Attacker tap, Member from, String at) {
        return tap.heard().stream()
                .filter(heard -> heard.from().ip().equals(from.at().ip()))
                .filter(heard -> heard.to().ip().getHostAddress().equals(at))
                .mapToInt(heard -> heard.datagram().length)
                .sum();
    }
}
