package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two lives under one identity: what proves that the other is there, and what does not. */
class TwinsTest {
    private static final Endpoint BOB = at(2, 5002);
    private static final Message.View VIEW = new Message.View(1, 1);

    private final Speaker.Time time = new Speaker.Time();
    private final Identity key = Ed25519.generate();
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private final Speaker former = started(1);
    private byte[] formerSaid = {};

    @Test
    void theLaterFallsSilentAndBothSaySo() {
        Speaker later = laterBy(10_000);
        former.hear(later.own, Via.MULTICAST, later.lastToAll());
        Speaker.exchange(former, later);
        assertThat(degraded(later)).singleElement().asString().contains("same identity at " + former.own + "; it has");
        assertThat(degraded(former)).singleElement().asString().contains("same identity at " + later.own + "; that");
        assertThat(incarnation(former)).isGreaterThan(incarnation(later));
        later.sent.clear();
        int said = later.saidToAll();
        later.passMillis(60_000);
        later.hear(BOB, Via.UNICAST, probeOfBob());
        later.step(new Input.Leave("lobby"));
        assertThat(later.sent).isEmpty();
        assertThat(later.saidToAll()).isEqualTo(said);
    }

    @Test
    void whoDidNotHearThatTheOtherYieldedIsToldAgain() {
        Speaker later = laterBy(10_000);
        former.hear(later.own, Via.MULTICAST, later.lastToAll());
        while (degraded(later).isEmpty()) {
            former.deliver(later);
            if (degraded(later).isEmpty()) {
                later.deliver(former);
            }
        }
        later.sent.clear();
        assertThat(degraded(former)).isEmpty();
        former.passMillis(15_000);
        later.hear(former.own, Via.MULTICAST, former.lastToAll());
        Speaker.exchange(former, later);
        assertThat(degraded(former)).hasSize(1);
        assertThat(incarnation(former)).isGreaterThan(incarnation(later));
    }

    @Test
    void whatAFormerLifeSaidSilencesNobody() {
        Speaker later = laterBy(10_000);
        for (int seconds = 0; seconds < 30; seconds++) {
            later.hear(former.own, Via.MULTICAST, formerSaid);
            later.hear(former.own, Via.UNICAST, former.say(new Message.Probe(1, VIEW, later.own)));
            // Whoever is at that address now sends back what comes there.
            for (Map.Entry<Endpoint, byte[]> sent : List.copyOf(later.sent)) {
                later.hear(former.own, Via.UNICAST, sent.getValue());
            }
            later.passMillis(1000);
        }
        assertThat(degraded(later)).isEmpty();
        assertAnswers(later);
    }

    @Test
    void whatATwinOnceSignedProvesNothingToAThirdLife() {
        Speaker later = laterBy(10_000);
        former.hear(later.own, Via.MULTICAST, later.lastToAll());
        List<byte[]> signed = recorded(later);
        assertThat(signed).hasSizeGreaterThan(1);
        Speaker third = laterBy(10_000);
        for (int seconds = 0; seconds < 5; seconds++) {
            third.hear(former.own, Via.MULTICAST, formerSaid);
            signed.forEach(said -> third.hear(former.own, Via.UNICAST, said));
            third.passMillis(1000);
        }
        assertThat(degraded(third)).isEmpty();
        assertAnswers(third);
    }

    @Test
    void whatIsRepeatedCostsSoManySignaturesASecond() {
        Speaker later = laterBy(10_000);
        former.hear(later.own, Via.MULTICAST, later.lastToAll());
        byte[] asks = former.sent.get(former.sent.size() - 1).getValue();
        later.sent.clear();
        for (int i = 0; i < 200; i++) {
            later.hear(at(66, 7000 + i), Via.UNICAST, asks);
        }
        assertThat(later.sent).hasSize(20);
        assertThat(degraded(later)).isEmpty();
    }

    @Test
    void anAnswerWithoutTheKeyProvesNothing() {
        Speaker later = laterBy(10_000);
        later.hear(former.own, Via.MULTICAST, formerSaid);
        Message.Twin asked = (Message.Twin) later.sentTo(former.own).get(0);
        Message.Twin forged = new Message.Twin(
                1, asked.nonce(), 1 << 30, 1 << 30, new byte[32], Message.Standing.STAYS, asked.signature());
        later.hear(former.own, Via.UNICAST, former.say(forged));
        assertThat(degraded(later)).isEmpty();
        assertThat(later.node.rejected()).containsEntry("signature", 1L);
        assertAnswers(later);
    }

    @Test
    void aNewerRecordOfItsOwnIsOutdoneAtTheStartOnly() {
        Speaker later = laterBy(10_000);
        byte[] newer = later.lastToAll();
        Speaker young = start(14, -3_600_000);
        hearFromBob(young, newer);
        assertThat(incarnation(young)).isGreaterThan(incarnation(later));
        Speaker old = start(15, -3_600_000);
        hearFromBob(old, formerSaid);
        assertThat(incarnation(old)).isGreaterThan(incarnation(former));
        old.passMillis(2_100);
        hearFromBob(old, newer);
        hearFromBob(old, newer);
        assertThat(incarnation(old)).isLessThan(incarnation(later));
        assertThat(degraded(old)).singleElement().asString().contains("same identity at " + later.own + "; others");
        assertAnswers(old);
    }

    @Test
    void aStartBeginsWithTheFirstThatIsHeard() {
        byte[] newer = laterBy(10_000).lastToAll();
        Speaker behind = start(14, -3_600_000);
        behind.passMillis(60_000);
        hearFromBob(behind, newer);
        assertThat(incarnation(behind)).isGreaterThan(record(newer).incarnation());
    }

    @Test
    void whatNoLaterLifeCanOutdoIsSaidAndNotOutdone() {
        Speaker last = start(14, Long.MAX_VALUE - Speaker.START.toEpochMilli() - time.millis);
        assertThat(incarnation(last)).isEqualTo(Long.MAX_VALUE);
        Speaker young = started(15);
        long before = incarnation(young);
        hearFromBob(young, last.lastToAll());
        assertThat(incarnation(young)).isEqualTo(before);
        assertThat(degraded(young)).singleElement().asString().contains("same identity at " + last.own + "; others");
        assertAnswers(young);
    }

    @Test
    void aLifeBeginsIn1970AtTheEarliest() {
        assertThat(incarnation(start(14, -2 * Speaker.START.toEpochMilli()))).isZero();
    }

    /** What the former life says while it and another meet. */
    private List<byte[]> recorded(Speaker other) {
        List<byte[]> said = new ArrayList<>();
        boolean more = true;
        while (more) {
            former.sent.forEach(sent -> said.add(sent.getValue()));
            more = former.deliver(other);
            more |= other.deliver(former);
        }
        return said;
    }

    private void hearFromBob(Speaker hearer, byte[] announcement) {
        Message.Announce announce = (Message.Announce) ((Datagrams.Ok) Datagrams.decode(announcement)).message();
        if (bob.saidToAll() == 0) {
            bob.join("bob");
        }
        hearer.hear(BOB, Via.UNICAST, bob.say(new Message.Newer(announce.record())));
    }

    private void assertAnswers(Speaker node) {
        node.sent.clear();
        node.hear(BOB, Via.UNICAST, probeOfBob());
        assertThat(node.sentTo(BOB)).singleElement().isInstanceOf(Message.Ack.class);
    }

    private byte[] probeOfBob() {
        if (bob.saidToAll() == 0) {
            bob.join("bob");
        }
        return bob.say(new Message.Probe(1, VIEW, BOB));
    }

    private static long incarnation(Speaker node) {
        return record(node.lastToAll()).incarnation();
    }

    private static NodeRecord record(byte[] announcement) {
        Message.Announce announce = (Message.Announce) ((Datagrams.Ok) Datagrams.decode(announcement)).message();
        return ((Records.Ok) Records.decode(announce.record())).record();
    }

    private Speaker laterBy(long millis) {
        formerSaid = former.lastToAll();
        former.passMillis(millis);
        return started(3 + (int) (time.millis / 10_000));
    }

    private Speaker started(int host) {
        return start(host, 0);
    }

    private Speaker start(int host, long aheadMillis) {
        Speaker speaker = new Speaker(time, at(host, 5000 + host), Limits.DEFAULT, key);
        speaker.aheadMillis = aheadMillis;
        speaker.join("anna");
        return speaker;
    }

    private static List<Object> degraded(Speaker node) {
        return node.told.stream()
                .filter(event -> event instanceof Event.Degraded)
                .toList();
    }
}
