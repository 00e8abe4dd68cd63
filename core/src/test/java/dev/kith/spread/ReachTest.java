package dev.kith.spread;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.PeerId;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who hears what is said to all, over more datagrams than their marks can tell apart. */
class ReachTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int SECONDS_BETWEEN = 10;
    private static final long HOUR = 3600 * SECOND;
    private static final List<PeerId> PEERS = List.of(new PeerId(1, 2), new PeerId(3, 4), new PeerId(5, 6));
    private static final Subnet HERE = Subnet.of(InetAddress.getLoopbackAddress());

    private final Reach reach = new Reach();
    private final Map<PeerId, Integer> heard = new HashMap<>();
    private long now = SECOND;
    private long counter = 40_000;
    private int perWord = 80;
    private int told;

    @Test
    void whoHearsNothingAnyMoreIsNeverHeldToHearAgainHoweverMuchIsSaid() {
        cycle(true);
        cycle(true);
        assertThat(PEERS).allMatch(this::isReached);
        for (long since = now; now < since + 3 * HOUR; ) {
            cycle(false);
            boolean missedTwo = now - since > SECONDS_BETWEEN * SECOND;
            assertThat(missedTwo && PEERS.stream().anyMatch(this::isReached)).isFalse();
        }
        assertThat(told).isEqualTo(1);
    }

    @Test
    void whoHearsAllIsReachedHoweverMuchIsSaidToOthersBetween() {
        for (int between : List.of(32_000, 33_000, 40_000, 65_000, 100_000)) {
            perWord = between;
            for (int word = 0; word < 20; word++) {
                cycle(true);
                assertThat(PEERS)
                        .as("%d between", between)
                        .allMatch(peer -> reach.isReached(peer).orElse(true));
            }
        }
        assertThat(told).isZero();
    }

    @Test
    void thatASubnetHearsNoMoreIsToldAgainHoweverLongAgoItHeardBefore() {
        cycle(true);
        cycle(true);
        hearNothing();
        counter += 36_000;
        cycle(true);
        assertThat(PEERS).allMatch(this::isReached);
        assertThat(told).isEqualTo(1);
        hearNothing();
        assertThat(told).isEqualTo(2);
    }

    private void hearNothing() {
        for (int word = 0; word < 5; word++) {
            cycle(false);
        }
    }

    /** Something is said to all, who hear it or not and are asked once a second. */
    private void cycle(boolean isHeard) {
        counter += perWord;
        counter += Reach.mark(counter) == 0 ? 1 : 0;
        reach.said(counter, now);
        if (isHeard) {
            PEERS.forEach(peer -> heard.put(peer, Reach.mark(counter)));
        }
        for (int second = 0; second < SECONDS_BETWEEN; second++) {
            now += SECOND;
            for (PeerId peer : PEERS) {
                reach.answered(peer, HERE, heard.getOrDefault(peer, 0), now, 0);
                told += reach.takeToTell(HERE) ? 1 : 0;
            }
        }
    }

    private boolean isReached(PeerId peer) {
        return reach.isReached(peer).orElseThrow();
    }
}
