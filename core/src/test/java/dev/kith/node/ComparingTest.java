package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.Via;
import dev.kith.roster.IdRange;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
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
        Header last = ((Datagrams.Ok) Datagrams.decode(bob.lastToAll())).header();
        for (int i = 0; i < 100; i++) {
            // Said again under the same counter it would earn no answer.
            Header header = Header.open(last.groupTag(), last.sender(), last.counter() + 1 + i);
            byte[] question = Datagrams.encode(header, new Message.Compare(i, IdRange.ALL, NOBODY));
            anna.hear(BOB, Via.UNICAST, question);
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
