package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is told that another knows more pulls all of that only while it is new. */
class WelcomeTest {
    private static final Endpoint ANNA = at(1, 5001);
    private static final Endpoint BOB = at(2, 5002);
    private static final Message.View MORE = new Message.View(9, 1);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, ANNA, Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, BOB, Limits.DEFAULT);

    @Test
    void whoIsNewPullsTheWholeRoster() {
        meet();
        anna.hear(BOB, Via.UNICAST, welcome());
        assertThat(anna.sentTo(BOB)).anyMatch(Message.Pull.class::isInstance);
    }

    @Test
    void whoHasHadOneForAWhileFindsOutWhatItMisses() {
        meet();
        for (int milli = 0; milli < 5000; milli++) {
            pass(List.of(anna, bob));
        }
        assertThat(anna.names()).containsExactly("bob");
        anna.hear(BOB, Via.UNICAST, welcome());
        assertThat(anna.node.rejected()).doesNotContainKey("unasked welcome");
        assertThat(anna.sentTo(BOB)).noneMatch(Message.Pull.class::isInstance);
    }

    /** It is held to be there as before. */
    @Test
    void soDoesWhoHasJustSuspectedSomebody() {
        Speaker carl = new Speaker(time, Speaker.at(3, 5003), Limits.DEFAULT);
        meet();
        carl.join("carl");
        anna.hear(carl.own, Via.MULTICAST, carl.lastToAll());
        for (int milli = 0; milli < 3000; milli++) {
            pass(List.of(anna, bob, carl));
        }
        for (int milli = 0; milli < 3000 && anna.peer("carl").status() == Status.ALIVE; milli++) {
            pass(List.of(anna, bob));
        }
        assertThat(anna.peer("carl").status()).isEqualTo(Status.SUSPECT);
        anna.hear(BOB, Via.UNICAST, welcome());
        assertThat(anna.node.rejected()).doesNotContainKey("unasked welcome");
        assertThat(anna.sentTo(BOB)).noneMatch(Message.Pull.class::isInstance);
    }

    private void pass(List<Speaker> all) {
        all.forEach(one -> one.step(new Input.Tick()));
        Speaker.deliverAll(all);
        time.millis++;
    }

    private void meet() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(BOB, Via.MULTICAST, bob.lastToAll());
        bob.hear(ANNA, Via.MULTICAST, anna.lastToAll());
    }

    /** As an answer to what anna said last. */
    private byte[] welcome() {
        long said = ((Datagrams.Ok) Datagrams.decode(anna.lastToAll())).header().counter();
        return bob.say(new Message.Welcome(MORE, 7, said));
    }
}
