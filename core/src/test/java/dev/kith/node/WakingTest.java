package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Limits;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The whole host is suspended, and goes on: on Linux only the wall clock tells. */
class WakingTest {
    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, at(1, 5001), Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, at(2, 5002), Limits.DEFAULT);

    @BeforeEach
    void theyKnowEachOther() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        bob.hear(anna.own, Via.MULTICAST, anna.lastToAll());
        for (int millis = 0; millis < 12_000; millis++) {
            Speaker.exchange(anna, bob);
            anna.step(new Input.Tick());
            bob.passMillis(1);
        }
        assertThat(anna.peer("bob").rtt()).isPresent();
    }

    @Test
    void announcesItselfInABurstAsSoonAsItWakes() {
        long before = anna.announcements();
        anna.sleepMillis(3_600_000);
        assertThat(anna.announcements()).isEqualTo(before + 1);
        anna.passMillis(2_100);
        assertThat(anna.announcements()).isEqualTo(before + 4);
    }

    @Test
    void holdsAgainstNobodyThatItWasSilentBefore() {
        anna.passMillis(2_700);
        assertThat(anna.peer("bob").status()).isEqualTo(Status.SUSPECT);
        anna.sleepMillis(3_600_000);
        // It would be lost by now if what it did not answer before counted.
        anna.passMillis(2_000);
        assertThat(anna.peer("bob").status()).isEqualTo(Status.SUSPECT);
        anna.passMillis(5_000);
        assertThat(anna.peer("bob").status()).isEqualTo(Status.LOST);
    }

    @Test
    void whoWasGivenUpMeanwhileIsBackAsSoonAsItIsHeard() {
        bob.passMillis(30_000);
        assertThat(bob.peer("anna").status()).isEqualTo(Status.LOST);
        anna.sleepMillis(0);
        bob.hear(anna.own, Via.MULTICAST, anna.lastToAll());
        bob.passMillis(1);
        Speaker.exchange(bob, anna);
        assertThat(bob.peer("anna").status()).isEqualTo(Status.ALIVE);
    }
}
