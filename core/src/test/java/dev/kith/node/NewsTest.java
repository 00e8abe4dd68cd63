package dev.kith.node;

import static dev.kith.node.Speaker.START;
import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is looked at anew of each peer where there is news of one. */
class NewsTest {
    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, at(1, 5001), Limits.DEFAULT);
    private final Speaker bob = new Speaker(time, at(2, 5002), Limits.DEFAULT);

    @Test
    void whoeverWasMerelyHeardIsAsItWasSeenLast() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        Peer seen = only(anna.node.peers("lobby"));
        time.millis += 500;
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());

        assertThat(only(anna.node.peersForNews("lobby"))).isSameAs(seen);
        assertThat(only(anna.node.peers("lobby")).lastHeard()).contains(START.plusMillis(time.millis));
    }

    @Test
    void whoeverIsHeardByAnotherWayIsSeenSo() {
        anna.join("anna");
        bob.join("bob");
        anna.hear(bob.own, Via.MULTICAST, bob.lastToAll());
        assertThat(only(anna.node.peers("lobby")).via()).containsExactly(Via.MULTICAST);
        anna.hear(bob.own, Via.UNICAST, bob.lastToAll());

        assertThat(only(anna.node.peersForNews("lobby")).via()).containsExactly(Via.MULTICAST, Via.UNICAST);
    }

    @Test
    void nobodyTakesAnybodyOutOfWhatIsTold() {
        anna.join("anna");
        assertThat(anna.node.peers("lobby")).isUnmodifiable();
        assertThat(anna.node.peersForNews("lobby")).isUnmodifiable();
    }

    private static Peer only(List<Peer> peers) {
        assertThat(peers).hasSize(1);
        return peers.get(0);
    }
}
