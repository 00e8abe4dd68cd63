package dev.kith.sim;

import java.time.Duration;
import java.util.List;

/**
 * Who crashed is known to be gone, within a bound, to all whom it had answered, who hear what is said to all, and whom nothing has
 * kept from the others since. Others may know it by hearsay for longer, until they ask it themselves.
 */
final class Crashes {
    /** A host that seemed to answer before it was cut off counts as one whose process stands still: 15 s. */
    private static final Duration AT_LEAST = Duration.ofSeconds(20);
    /** What is lost makes more silences mean something, and has fewer hear of it. */
    private static final Duration IF_ALL_WERE_LOST = Duration.ofSeconds(30);

    private static final Duration FOR_EACH_NODE = Duration.ofMillis(10);

    /** Whoever watches this node asks it once a second; one that is alone takes itself for cut off, and waits. */
    private static final long ALONE_AFTER = 5_000_000_000L;

    private final World world;

    Crashes(World world) {
        this.world = world;
    }

    void crashed(SimNode victim) {
        long since = world.now().nanos();
        List<SimNode> knew =
                world.running().stream().filter(node -> knows(node, victim)).toList();
        Duration bound = AT_LEAST.plusNanos((long) (world.link().loss() * IF_ALL_WERE_LOST.toNanos()))
                .plus(FOR_EACH_NODE.multipliedBy(knew.size()));
        world.after(bound, () -> knew.forEach(node -> require(node, victim, since)));
    }

    private static boolean knows(SimNode node, SimNode victim) {
        return node.peers().stream()
                .anyMatch(peer ->
                        peer.rtt().isPresent() && peer.id().equals(victim.id().toString()));
    }

    private void require(SimNode node, SimNode victim, long since) {
        if (world.nodes().stream().anyMatch(any -> any.place().apartUntil() >= since)) {
            // The news of it goes by what is said to all.
            return;
        }
        String id = victim.id().toString();
        boolean isBack = world.withId(id).stream().anyMatch(other -> other.startedAt() > since);
        boolean couldKnow = node.isRunning()
                && node.place().deafToMulticastUntil() < since
                && world.now().nanos() - node.lastHeard() < ALONE_AFTER
                && world.troubles().noneSince(since, node);
        if (!isBack && couldKnow && node.present().contains(id)) {
            long passed = world.now().nanos() - since;
            throw new Broken("at %.3f ms %s: holds %s to be there, which crashed %.1f s ago"
                    .formatted(world.now().nanos() / 1e6, node, victim, passed / 1e9));
        }
    }
}
