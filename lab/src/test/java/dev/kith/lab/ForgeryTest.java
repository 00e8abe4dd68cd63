package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.watch.Finding;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.Vouch;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Words in the name of others: nobody goes by them, and nobody stays by them. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class ForgeryTest {
    /** At 2,000 packets a second longer than it takes to lose one that is cut off. */
    private static final int ROUNDS = 40;

    private final Kind kind;
    private Segment segment;
    private Forger forger;

    ForgeryTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 3);
        forger = segment.forger(40_000);
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void aForgedGoodbyeSendsNobodyAway() {
        Member victim = segment.member(1);
        long life = segment.incarnationOf(victim);
        byte[] wrong = new byte[16];
        for (long incarnation : List.of(life, life - 1, life + 1, 0L, Long.MAX_VALUE)) {
            byte[] goodbye = forger.say(victim.id(), new Goodbye(incarnation, wrong));
            segment.attacker().send(everyWay(goodbye, victim.at()));
            byte[] relayed =
                    forger.say(segment.member(2).id(), new RelayedGoodbye(true, victim.id(), incarnation, wrong));
            segment.attacker().send(everyWay(relayed, segment.member(2).at()));
        }
        segment.witness("late");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void theGoodbyeOfAnotherLifeEndsNone() {
        Life former = new Life(1000, 7);
        Life present = new Life(2000, 0);
        segment.attacker().answer(forger);
        segment.attacker().send(fromForger(forger.announce(forger.record("former", former))));
        if (kind.letsStrangersIn()) {
            segment.members().forEach(member -> member.await("joined", forger.id()));
        }
        segment.attacker()
                .send(
                        fromForger(forger.announce(forger.record("present", present))),
                        fromForger(forger.say(new Goodbye(1000, forger.secret(1000)))),
                        fromForger(forger.say(new Goodbye(2000, forger.secret(1000)))),
                        fromForger(forger.say(new Goodbye(1000, forger.secret(2000)))));
        segment.witness("late");
        assertNobodyLeft(forger.id());
        segment.attacker().send(fromForger(forger.say(new Goodbye(2000, forger.secret(2000)))));
        if (kind.letsStrangersIn()) {
            segment.members().forEach(member -> member.await("left", forger.id()));
        }
        segment.assertStrangersAreShutOut();
    }

    @Test
    void whatOthersAreSaidToHaveFoundOfAPeerHasItAskedAndNoMore() {
        Member victim = segment.member(1);
        segment.attacker().play(lossClaims(victim), ROUNDS, 2000);
        segment.attacker().awaitPlayed();
        segment.witness("late");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void aRefusalThatNoHostSentDecidesNothing() {
        Member victim = segment.member(1);
        // Only who doubts a peer asks its host; so the claims are there, too.
        List<byte[]> packets = new ArrayList<>(lossClaims(victim));
        for (Member member : List.of(segment.member(0), segment.member(2))) {
            packets.add(Packets.unreachable(victim.at(), member.at()));
            packets.add(Packets.unreachable(new Endpoint(victim.at().ip(), 9), member.at()));
        }
        segment.attacker().play(packets, ROUNDS, 2000);
        segment.attacker().awaitPlayed();
        segment.witness("late");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void oneWhoDiedIsLostThoughOthersAreSaidToHearIt() {
        Member dead = segment.take(2);
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            Member speaker = segment.member(i);
            found(dead, Finding.HEARS).stream()
                    .map(message -> forger.say(speaker.id(), message))
                    .forEach(said -> packets.addAll(everyWay(said, speaker.at())));
        }
        segment.attacker().play(packets, 10_000, 500);
        dead.program().signal("KILL");
        segment.members().forEach(member -> member.await("lost", dead.id()));
        Segment.assertUnharmed(segment.members());
        segment.assertStrangersAreShutOut();
    }

    private void assertNobodyLeft(PeerId id) {
        for (Member member : segment.members()) {
            assertThat(member.saidOf(id)).noneMatch(line -> line.event().equals("left"));
        }
    }

    /** That one is silent, gone, lost: said by each of the others, from its own address and from the attacker's. */
    private List<byte[]> lossClaims(Member victim) {
        List<byte[]> packets = new ArrayList<>();
        for (Member speaker : segment.members()) {
            for (Finding finding : List.of(Finding.SILENT, Finding.GONE, Finding.LOST)) {
                found(victim, finding).stream()
                        .map(message -> forger.say(speaker.id(), message))
                        .forEach(said -> packets.addAll(everyWay(said, speaker.at())));
            }
        }
        return packets;
    }

    private List<Message> found(Member subject, Finding finding) {
        long life = segment.incarnationOf(subject);
        return List.of(
                new Claim(subject.id(), life, finding),
                new Doubt(7, subject.id(), life, 0, finding),
                new Vouch(7, subject.id(), life, 0, finding));
    }

    /** To all and to each alone, from the attacker's address and from that of another. */
    private List<byte[]> everyWay(byte[] said, Endpoint spoofed) {
        List<byte[]> packets = new ArrayList<>();
        for (Endpoint from : List.of(forger.at(), spoofed)) {
            packets.add(Packets.udp(from, Segment.ALL, said));
            segment.members().forEach(member -> packets.add(Packets.udp(from, member.at(), said)));
        }
        return packets;
    }

    private byte[] fromForger(byte[] said) {
        return Packets.udp(forger.at(), Segment.ALL, said);
    }
}
