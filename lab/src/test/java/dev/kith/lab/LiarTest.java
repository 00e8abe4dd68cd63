package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.watch.Finding;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.Vouch;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** A member with a key pair of its own, and the key of a closed group, who answers whenever it is asked, and lies about all others. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class LiarTest {
    private final Kind kind;
    private Segment segment;
    private Forger liar;

    LiarTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 4);
        liar = segment.member(Packets.at(Segment.ATTACKER, 40_000));
        kind.keyFile()
                .ifPresentOrElse(
                        file -> segment.attacker().answer(liar, file),
                        () -> segment.attacker().answer(liar));
        say(() -> liar.announce(liar.record("anybody", new Life(1, 0))), 1);
        segment.members().forEach(member -> member.await("joined", liar.id()));
        // Listed at once, its signature is checked a moment later; who says that it changed has checked it.
        say(() -> liar.announce(liar.record("liar", new Life(1, 1))), 1);
        segment.members().forEach(member -> member.await("changed", liar.id()));
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void nobodyIsLostForALie() {
        Member victim = segment.member(1);
        long life = segment.incarnationOf(victim);
        byte[] key = segment.recordOf(victim).publicKey();
        byte[] forged = liar.recordOf(key, "forged", new Life(life + 1, 0));
        List<Message> lies = List.of(
                new Claim(victim.id(), life, Finding.LOST),
                new Doubt(3, victim.id(), life, 0, Finding.GONE),
                new Vouch(3, victim.id(), life, 0, Finding.LOST),
                new Relay(true, forged),
                new Newer(forged),
                new Page(1, 0, -1, List.of(forged)),
                new RelayedGoodbye(true, victim.id(), life, new byte[16]));
        lies.forEach(lie -> say(() -> liar.say(lie), 200));
        Member late = segment.witness("late");
        for (Member member : segment.members()) {
            assertThat(member.said()).noneMatch(line -> line.name().equals("forged"));
            assertThat(member.saidOf(liar.id()))
                    .noneMatch(
                            line -> line.event().equals("left") || line.event().equals("lost"));
        }
        late.awaitThere(victim.id());
    }

    @Test
    void oneWhoDiedIsLostThoughAMemberVouchesForIt() {
        Member dead = segment.take(3);
        long life = segment.incarnationOf(dead);
        List<byte[]> packets = new ArrayList<>();
        for (Message lie :
                List.of(new Claim(dead.id(), life, Finding.HEARS), new Doubt(3, dead.id(), life, 0, Finding.HEARS))) {
            packets.addAll(toEverybody(() -> liar.say(lie)));
        }
        segment.attacker().play(packets, 10_000, 200);
        dead.program().signal("KILL");
        segment.members().forEach(member -> member.await("lost", dead.id()));
        Segment.assertUnharmed(segment.members());
    }

    @Test
    void whomOnlyALiarKnowsIsNotTakenToBeThereForGood() {
        Forger invented = segment.member(Packets.at("10.77.0.200", 40_000));
        byte[] record = invented.record("invented", new Life(1, 0));
        say(() -> liar.say(new Relay(true, record)), 1);
        List<Member> members = segment.members();
        members.forEach(member -> member.await("joined", invented.id()));
        members.forEach(member -> member.await("lost", invented.id()));
        segment.witness("late");
        members.forEach(member -> assertGone(member, invented.id()));
    }

    private static void assertGone(Member member, PeerId id) {
        List<Member.Said> said = member.saidOf(id);
        assertThat(said).noneMatch(line -> line.event().equals("recovered"));
        if (!said.isEmpty()) {
            String status = said.get(said.size() - 1).line().at("/peer/status").asString();
            assertThat(status).isEqualToIgnoringCase(Status.LOST.name());
        }
    }

    private void say(Supplier<byte[]> said, int rounds) {
        segment.attacker().play(toEverybody(said), rounds, 2000);
        segment.attacker().awaitPlayed();
    }

    /** Each is told by a datagram of its own: of one that went to all, too, a closed group takes one copy. */
    private List<byte[]> toEverybody(Supplier<byte[]> said) {
        List<byte[]> packets = new ArrayList<>();
        packets.add(Packets.udp(liar.at(), Segment.ALL, said.get()));
        segment.members().forEach(member -> packets.add(Packets.udp(liar.at(), member.at(), said.get())));
        return packets;
    }
}
