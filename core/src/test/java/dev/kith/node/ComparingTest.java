package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.roster.IdRange;
import dev.kith.roster.NodeRecord;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who compares views with a node is told in what they differ, and at a bounded price. */
class ComparingTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final List<Long> NOBODY = Collections.nCopies(IdRange.PARTS, 0L);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);
    private int asked;

    @Test
    void theAnswerSaysInWhichPartHowManyAreAndIsShorterThanTheQuestion() {
        meet();
        byte[] question = bob.say(new Message.Compare(7, IdRange.ALL, NOBODY));
        anna.hear(BOB, Via.UNICAST, question);
        Message.Compared answer = compared().get(0);
        assertThat(answer.answers()).isEqualTo(7);
        assertThat(answer.range()).isEqualTo(IdRange.ALL);
        // Only anna herself counts: bob is not checked yet.
        assertThat(answer.counts())
                .containsOnlyOnce(1)
                .filteredOn(count -> count != 1)
                .hasSize(15)
                .containsOnly(-1);
        assertThat(bob.say(answer).length).isLessThan(question.length);
    }

    @Test
    void anAddressIsAnsweredFortyTimesASecondAndThenNoMore() {
        meet();
        for (int i = 0; i < 100; i++) {
            ask(i, NOBODY);
        }
        assertThat(compared()).hasSize(40);
        assertThat(anna.node.rejected()).containsEntry("too many comparisons", 60L);
    }

    @Test
    void anAnswerToNoQuestionIsCounted() {
        meet();
        List<Integer> differs = Collections.nCopies(IdRange.PARTS, 9);
        anna.hear(BOB, Via.UNICAST, bob.say(new Message.Compared(1, IdRange.ALL, differs)));
        assertThat(anna.node.rejected()).containsEntry("unasked comparison", 1L);
        assertThat(anna.sentTo(BOB)).noneMatch(Message.Pull.class::isInstance);
    }

    @Test
    void twoViewsWhoseFingerprintsWereMadeEqualAreFoundToDiffer() {
        meet();
        anna.passMillis(200);
        NodeRecord known = record(bob);
        NodeRecord forged =
                withFingerprint(known.fingerprint(), new PeerId(known.id().high() ^ 1, 66));
        assertThat(forged.fingerprint()).isEqualTo(known.fingerprint());

        ask(8, sums(8, known));
        ask(9, sums(9, forged));
        assertThat(compared().get(0).counts()).containsOnly(-1);
        assertThat(compared().get(1).counts().get(IdRange.ALL.partOf(known.id())))
                .isPositive();
    }

    @Test
    void whoComparedAndStillDiffersWhenItAsksNextIsComparedWithToo() {
        know();
        askWithAnotherView();
        assertThat(comparisons()).isZero();
        ask(8, NOBODY);
        assertThat(comparisons()).isZero();
        askWithAnotherView();
        assertThat(comparisons()).isEqualTo(1);
    }

    @Test
    void whoComparedAndDiffersNoMoreIsNotComparedWith() {
        know();
        ask(8, NOBODY);
        ask(9, sums(9, record(bob)));
        askWithAnotherView();
        assertThat(comparisons()).isZero();
        ask(10, NOBODY);
        anna.passMillis(11_000);
        askWithAnotherView();
        assertThat(comparisons()).isZero();
    }

    @Test
    void whoComparesFromWhereItHasNotShownToHearIsNotComparedWith() {
        meet();
        anna.passMillis(3000);
        ask(8, NOBODY);
        askWithAnotherView();
        assertThat(comparisons()).isZero();
    }

    /** Both have verified each other, and answered each other. */
    private void know() {
        meet();
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
        for (int i = 0; i < 3000; i++) {
            anna.passMillis(1);
            bob.step(new Input.Tick());
            Speaker.exchange(anna, bob);
        }
    }

    private void askWithAnotherView() {
        asked++;
        sayNext(100 + asked, new Message.Probe(asked, new Message.View(9, 1234), ANNA));
    }

    private long comparisons() {
        return anna.sentTo(BOB).stream()
                .filter(Message.Compare.class::isInstance)
                .count();
    }

    /** Said again under the same counter it would earn no answer. */
    private void ask(int nonce, List<Long> sums) {
        sayNext(nonce, new Message.Compare(nonce, IdRange.ALL, sums));
    }

    private void sayNext(int number, Message message) {
        Header last = ((Datagrams.Ok) Datagrams.decode(bob.lastToAll())).header();
        Header header = Header.open(last.groupTag(), last.sender(), last.counter() + 1 + number);
        anna.hear(BOB, Via.UNICAST, Datagrams.encode(header, message));
    }

    /** Of anna and one more. */
    private List<Long> sums(int salt, NodeRecord other) {
        List<Long> sums = new ArrayList<>(NOBODY);
        for (NodeRecord record : List.of(record(anna), other)) {
            int part = IdRange.ALL.partOf(record.id());
            sums.set(part, sums.get(part) ^ record.fingerprint(salt));
        }
        return sums;
    }

    private static NodeRecord record(Speaker of) {
        Datagrams.Ok said = (Datagrams.Ok) Datagrams.decode(of.lastToAll());
        return ((Records.Ok) Records.decode(((Message.Announce) said.message()).record())).record();
    }

    /** As anybody makes it who picks the version of a record of its own. */
    private NodeRecord withFingerprint(long wanted, PeerId id) {
        long version = unmix(unmix(unmix(unmix(wanted) ^ id.high()) ^ id.low()) ^ 1);
        return new NodeRecord(id, 1, version, new byte[0], any -> record(bob).content());
    }

    private static long unmix(long mixed) {
        long z = unshift(mixed, 31) * inverse(0x94D049BB133111EBL);
        z = unshift(z, 27) * inverse(0xBF58476D1CE4E5B9L);
        return unshift(z, 30) - 0x9E3779B97F4A7C15L;
    }

    private static long unshift(long shifted, int by) {
        return shifted ^ (shifted >>> by) ^ (shifted >>> (2 * by));
    }

    /** Of an odd number, by Newton's method: each step doubles the bits that are right. */
    private static long inverse(long odd) {
        long inverse = odd;
        for (int bits = 3; bits < Long.SIZE; bits *= 2) {
            inverse *= 2 - odd * inverse;
        }
        return inverse;
    }

    private void meet() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
    }

    private List<Message.Compared> compared() {
        return anna.sentTo(BOB).stream()
                .filter(Message.Compared.class::isInstance)
                .map(Message.Compared.class::cast)
                .toList();
    }
}
