package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Forger.Life;
import dev.kith.wire.Message.Goodbye;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Lives that are over, lives that never were, and clocks that are wrong. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class IncarnationTest {
    private final Kind kind;
    private Segment segment;
    private Forger forger;

    IncarnationTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 2);
        forger = segment.forger(40_000);
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void aFormerLifeReplacesNoLaterOne() {
        segment.attacker().answer(forger);
        announce("first", new Life(2000, 2));
        awaitNamed("first");
        // News of one who is known is checked before it is told.
        announce("present", new Life(2000, 3));
        awaitNamed("present");
        announce("former", new Life(1000, 9));
        announce("former", new Life(2000, 2));
        segment.witness("late");
        announce("next", new Life(2000, 4));
        awaitNamed("next");
        assertNobodyCalled("former");
        segment.assertStrangersAreShutOut();
    }

    @Test
    void theGreatestNumberThereIsHarmsNobodyElse() {
        Life last = new Life(Long.MAX_VALUE, Long.MAX_VALUE);
        segment.attacker().answer(forger);
        announce("last", last);
        awaitNamed("last");
        segment.witness("late");
        send(forger.say(new Goodbye(Long.MAX_VALUE, forger.secret(Long.MAX_VALUE))));
        if (kind.letsStrangersIn()) {
            segment.members().forEach(member -> member.await("left", forger.id()));
        }
        Segment.assertUnharmed(segment.members());
        segment.assertStrangersAreShutOut();
    }

    @Test
    void aLaterLifeInTheNameOfAnotherIsBelievedByNobody() {
        Member victim = segment.member(1);
        byte[] key = segment.recordOf(victim).publicKey();
        List<byte[]> packets = new ArrayList<>();
        for (long incarnation : List.of(segment.incarnationOf(victim), Long.MAX_VALUE)) {
            byte[] record = forger.recordOf(key, "forged", new Life(incarnation, Long.MAX_VALUE));
            byte[] said = forger.announce(victim.id(), record);
            packets.add(Packets.udp(forger.at(), Segment.ALL, said));
            packets.add(Packets.udp(victim.at(), Segment.ALL, said));
        }
        // Long enough for one who comes meanwhile to hear the forgery first.
        segment.attacker().play(packets, 300, 200);
        Member late = segment.start("late");
        segment.attacker().awaitPlayed();
        late.await("joined", victim.id());
        segment.members().forEach(segment::awaitAllBy);
        late.await(
                "the true name",
                line -> line.id().equals(victim.id().toString()) && line.name().equals("n1"));
        late.awaitThere(victim.id());
        Segment.assertUnharmed(segment.member(0), victim);
        segment.assertStrangersAreShutOut();
        if (!kind.letsStrangersIn()) {
            assertNobodyCalled("forged");
        }
    }

    @Test
    void aClockThatIsADayWrongKeepsNobodyFromAnybody() {
        Needs.tool("faketime");
        for (String wrong : List.of("+1d", "-1d")) {
            Member member = segment.start("clock" + wrong, List.of("faketime", "-f", wrong));
            segment.members().forEach(segment::awaitAllBy);
            assertThat(Duration.between(member.started(), segment.member(0).started())
                            .abs())
                    .isGreaterThan(Duration.ofHours(23));
        }
        segment.witness("late");
        Member ahead = segment.take(2);
        ahead.program().signal("INT");
        segment.members().forEach(member -> member.await("left", ahead.id()));
        Segment.assertUnharmed(segment.members());
    }

    private void announce(String name, Life life) {
        send(forger.announce(forger.record(name, life)));
    }

    private void send(byte[] said) {
        segment.attacker().send(Packets.udp(forger.at(), Segment.ALL, said));
    }

    private void awaitNamed(String name) {
        if (kind.letsStrangersIn()) {
            for (Member member : segment.members()) {
                member.await(name, line -> line.name().equals(name));
            }
        }
    }

    private void assertNobodyCalled(String name) {
        for (Member member : segment.members()) {
            assertThat(member.said()).noneMatch(line -> line.name().equals(name));
        }
    }
}
