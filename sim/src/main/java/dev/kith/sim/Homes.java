package dev.kith.sim;

import dev.kith.peer.Endpoint;
import dev.kith.sim.Role.Tongue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Address translations of a run, and those who live behind them. Who needs it is told again and again where members of the open
 * network are, as a name server would.
 */
final class Homes {
    private static final int MOST = 4;
    private static final Duration ASKED_EVERY = Duration.ofSeconds(3);
    private static final List<Translation.Kind> KINDS = List.of(Translation.Kind.values());

    private final World world;
    private final Role common;
    private final List<Translation> boxes = new ArrayList<>();
    private final boolean tellsAll;

    /**
     * Draws some of them.
     *
     * @param common who is started in the open network where nobody else is left there whom all can reach
     */
    Homes(World world, Role common) {
        this.world = world;
        this.common = common;
        SplittableRandom chance = world.chance();
        this.tellsAll = chance.nextBoolean();
        int count = 2 + chance.nextInt(MOST - 1);
        for (int i = 0; i < count; i++) {
            boxes.add(world.network().newBox(KINDS.get(chance.nextInt(KINDS.size()))));
        }
    }

    /** Draws where one lives who is to be started. Who is understood by few is not cut off from them for good. */
    void settle(Role role) {
        if (role.tongue() != Tongue.NEXT
                && role.tongue() != Tongue.LYING
                && world.chance().nextInt(2) == 0) {
            world.network().putBehind(pick(), role.name());
        }
    }

    /** A box forgets all that it knew. */
    void restartOne() {
        Translation box = pick();
        box.restart();
        world.running().stream()
                .filter(node -> node.place().home().filter(box::equals).isPresent())
                .forEach(node -> {
                    world.troubles().disturb(node, world.now().nanos());
                    world.trace(node, "is behind a box that forgot all");
                });
    }

    /** Tells where members are, now and from now on. */
    void tell() {
        List<Endpoint> members = world.running().stream()
                .filter(this::isCommon)
                .map(SimNode::address)
                .toList();
        world.running().stream()
                .filter(node -> tellsAll || node.place().home().isPresent())
                .forEach(node -> node.seed(members));
        world.after(ASKED_EVERY, this::tell);
    }

    /** There is a member in the open network from now on. */
    void provide() {
        if (world.running().stream().noneMatch(this::isCommon)) {
            world.start(common);
        }
    }

    private boolean isCommon(SimNode node) {
        return node.place().home().isEmpty() && node.role().belongsWith(common);
    }

    private Translation pick() {
        return boxes.get(world.chance().nextInt(boxes.size()));
    }
}
