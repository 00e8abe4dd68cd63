package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.View;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whom a node that only looks takes for lost: how seldom each announces itself depends on how many there are. */
class LookingOnlyTest {
    private static final int MANY = 20;
    /** Longer than one of a few may be silent, and shorter than one of many. */
    private static final long A_WHILE = 100_000;

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker looker = Speaker.passive(time, at(1, 5001));
    private final Speaker bob = new Speaker(time, at(2, 5002), Limits.DEFAULT);

    @BeforeEach
    void join() {
        looker.join("looker");
        bob.join("bob");
    }

    @Test
    void whoIsOneOfFewIsLostByThenAndItIsSaidForHowLongItWasSilent() {
        looker.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        looker.passMillis(A_WHILE);
        assertThat(looker.peer("bob").status()).isEqualTo(Status.LOST);
        assertThat(reasons())
                .containsExactly("it has not announced itself for 63 s, 5 times of the longest it may take");
    }

    @Test
    void whoWasHeardBeforeTheOthersMayBeSilentForAsLongAsTheyNow() {
        looker.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        looker.passMillis(1000);
        for (int port = 6000; port < 6000 + MANY; port++) {
            Speaker other = new Speaker(time, at(3, port), Limits.DEFAULT);
            other.join("other");
            looker.hear(other.own, Via.MULTICAST, other.lastToAll());
        }
        looker.passMillis(A_WHILE);
        assertThat(looker.peer("bob").status()).isEqualTo(Status.ALIVE);
        looker.passMillis(2 * A_WHILE);
        assertThat(looker.peer("bob").status()).isEqualTo(Status.LOST);
        assertThat(reasons()).allMatch(reason -> reason.matches("it has not announced itself for 2\\d\\d s, .*"));
    }

    @Test
    void whoKnowsOfManyMayBeSilentForAsLongAsOneOfThem() {
        Announce own = (Announce) ((Datagrams.Ok) Datagrams.decode(bob.lastToAll())).message();
        View view = new View(MANY, own.view().fingerprint());
        looker.hear(bob.own, Via.MULTICAST, bob.say(new Announce(view, own.round(), own.record())));
        looker.passMillis(A_WHILE);
        assertThat(looker.peer("bob").status()).isEqualTo(Status.ALIVE);
    }

    private List<String> reasons() {
        return looker.told.stream()
                .filter(event -> event instanceof Event.Change change && change.what() == Event.What.LOST)
                .map(event -> ((Event.Change) event).evidence().reason())
                .toList();
    }
}
