package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What a few whole nodes meet among stand-ins is what they meet among their like. */
@Tag("once")
class StandInsTest {
    private static final int NODES = 200;

    @Test
    void allAreKnownNothingIsRepairedAndWhoIsCutOffIsLost() {
        World world = new World(3);
        Group group = new SampledGroup(world, NODES);
        group.form();
        long repaired = world.laws().repairBytes();
        for (SimNode node : group.nodes()) {
            assertThat(node.peers()).as("%s", node).hasSize(NODES - 1).allMatch(StandInsTest::isThere);
        }
        PeerId victim = group.victims().get(0);
        group.cutOff(victim);
        for (SimNode node : group.nodes()) {
            List<String> lost = node.peers().stream()
                    .filter(peer -> peer.status() == Status.LOST)
                    .map(Peer::id)
                    .toList();
            assertThat(lost).as("%s", node).containsExactly(victim.toString());
        }
        assertThat(world.laws().repairBytes()).isEqualTo(repaired);
    }

    private static boolean isThere(Peer peer) {
        return peer.verified() && peer.status() == Status.ALIVE && peer.rtt().isPresent();
    }
}
