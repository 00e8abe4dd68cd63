package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.kith.wire.Datagrams;
import dev.kith.wire.Message.Goodbye;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What was said once is said again, by another. */
@Tag("attack")
@ParameterizedClass
@EnumSource(Kind.class)
class ReplayTest {
    private final Kind kind;
    private Segment segment;

    ReplayTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void makeSegment() {
        segment = new Segment(kind, 4);
    }

    @AfterEach
    void endSegment() {
        if (segment != null) {
            segment.close();
        }
    }

    @Test
    void nobodyComesBackByWhatItSaidOnce() throws InterruptedException {
        attackAfter(Duration.ZERO);
    }

    /** As {@code lab/hour} runs it. */
    @Test
    @Tag("long")
    void norByWhatItSaidAnHourAgo() throws InterruptedException {
        int minutes = Integer.getInteger("kith.minutes", 0);
        assumeTrue(minutes > 0, "takes an hour; lab/hour runs it");
        attackAfter(Duration.ofMinutes(minutes));
    }

    private void attackAfter(Duration recording) throws InterruptedException {
        Member killed = segment.take(3);
        killed.program().signal("KILL");
        segment.members().forEach(member -> member.await("lost", killed.id()));
        Member gone = segment.take(2);
        gone.program().signal("INT");
        segment.members().forEach(member -> member.await("left", gone.id()));
        Member again = segment.startAgain(gone);
        segment.members().forEach(segment::awaitAllBy);
        Thread.sleep(recording.toMillis());
        segment.attacker().send(recorded(any -> true));
        // A goodbye is of no use to one who wants the dead to be there.
        List<byte[]> useful = recorded(said -> !isGoodbye(said));
        segment.attacker().play(useful, 20_000, Math.max(100, useful.size()));
        Member late = segment.witness("late");
        for (Member member : List.of(segment.member(0), segment.member(1), again)) {
            assertThat(afterTheEnd(member, gone)).noneMatch(line -> comesBack(line, member == again));
            assertThat(afterTheEnd(member, killed)).noneMatch(line -> comesBack(line, member == again));
        }
        // A newcomer may take them to be there at first, but for no longer than it takes to lose one who never answers.
        for (Member absent : List.of(gone, killed)) {
            if (!late.saidOf(absent.id()).isEmpty()) {
                late.await(
                        "the end of " + absent.name(),
                        line -> line.id().equals(absent.id().toString())
                                && List.of("lost", "left").contains(line.event()));
            }
        }
        segment.members().forEach(segment::awaitAllBy);
        Segment.assertUnharmed(segment.members());
        assertThat(late.saidOf(gone.id())).noneMatch(line -> line.event().equals("recovered"));
        assertThat(late.saidOf(killed.id())).noneMatch(line -> line.event().equals("recovered"));
    }

    /** What came before was true: on a loaded machine one may be suspected and be there. */
    private static List<Member.Said> afterTheEnd(Member member, Member absent) {
        return member.saidOf(absent.id()).stream()
                .dropWhile(line -> !List.of("left", "lost").contains(line.event()))
                .toList();
    }

    /** One who came later may hear of the dead from the attacker first, as everybody who is new. */
    private static boolean comesBack(Member.Said line, boolean isNew) {
        boolean joinedLater = line.event().equals("joined") && line.reason().equals("it was started anew");
        return line.event().equals("recovered") || (joinedLater && !isNew);
    }

    private static boolean isGoodbye(byte[] datagram) {
        return Datagrams.decode(datagram) instanceof Datagrams.Ok ok && ok.message() instanceof Goodbye;
    }

    /** What went by, as it was and from the attacker's own address. */
    private List<byte[]> recorded(Predicate<byte[]> which) {
        List<byte[]> packets = new ArrayList<>();
        List<Attacker.Heard> all = segment.attacker().heard().stream()
                .filter(heard -> which.test(heard.datagram()))
                .toList();
        for (Attacker.Heard heard : all) {
            packets.add(Packets.udp(heard.from(), heard.to(), heard.datagram()));
            packets.add(Packets.udp(Packets.at(Segment.ATTACKER, 40_000), heard.to(), heard.datagram()));
        }
        return packets;
    }
}
