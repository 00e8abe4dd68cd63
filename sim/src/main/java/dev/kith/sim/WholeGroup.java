package dev.kith.sim;

import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A group of whole nodes, which all start in one second. */
final class WholeGroup implements Group {
    private static final Duration STARTING = Duration.ofSeconds(1);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    /** Each asks each other once to know the way, ten a second. */
    private static final Duration FIRST_QUESTION_PER_PEER = Duration.ofMillis(100);

    private static final Duration CRASH_KNOWN = Duration.ofSeconds(20);
    private static final double MILLI = 1e6;

    private final World world;
    private final int size;
    private final List<SimNode> nodes = new ArrayList<>();

    WholeGroup(World world, int size) {
        this.world = world;
        this.size = size;
    }

    @Override
    public World world() {
        return world;
    }

    @Override
    public List<SimNode> nodes() {
        return nodes;
    }

    @Override
    public double form() {
        for (int i = 0; i < size; i++) {
            String name = "n" + i;
            world.after(
                    Duration.ofNanos(world.chance().nextLong(STARTING.toNanos())),
                    () -> nodes.add(world.start(name, Measured.GROUP)));
        }
        world.pass(STARTING.plus(SETTLING).plus(FIRST_QUESTION_PER_PEER.multipliedBy(size)));
        long last = nodes.stream().mapToLong(SimNode::startedAt).max().orElse(0);
        return nodes.stream()
                .mapToDouble(node -> (completeAt(node) - last) / MILLI)
                .max()
                .orElse(0);
    }

    private double completeAt(SimNode node) {
        return node.told().stream()
                .filter(event -> event instanceof Event.Change change && change.what() == Event.What.JOINED)
                .skip(size - 2)
                .findFirst()
                .map(event -> (double) world.nanosOf(event.time()))
                .orElse(Double.POSITIVE_INFINITY);
    }

    @Override
    public List<PeerId> victims() {
        return nodes.stream().limit(size - 2L).map(SimNode::id).toList();
    }

    @Override
    public void cutOff(PeerId victim) {
        nodes.stream()
                .filter(node -> node.id().equals(victim))
                .findFirst()
                .orElseThrow()
                .cutOff();
        world.pass(CRASH_KNOWN);
    }
}
