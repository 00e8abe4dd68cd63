package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** What can happen to one node of a run, or by it; which of it may, and when it does, is drawn from the seed. */
final class Faults {
    private static final Duration LONGEST_STALL = Duration.ofSeconds(8);
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(6);
    private static final Duration LONGEST_BURST = Duration.ofMillis(400);
    private static final Duration LONGEST_TASK = Duration.ofMillis(8);
    private static final Duration LARGEST_JUMP = Duration.ofHours(2);
    /** A hundredth, in hundredths of a percent. */
    private static final int MOST_DRIFT = 100;
    /** A record and what is around it must pass, or nobody could ever get to know the other. */
    private static final int LEAST_DATAGRAM = 450;

    private static final int MOST_DATAGRAM = 1232;
    private static final int SEGMENTS = 3;

    private enum Kind {
        UPDATE,
        DEAF,
        SEGMENTED,
        LOST_WHEN_LONG,
        DRIFT,
        CLOCK_JUMP,
        SLOW,
        LIE,
        // After these, one that runs may not be reached.
        MOVE,
        STALL,
        ONE_WAY,
        BURST,
        REJECTED_BY_ONE,
        REJECTED_BY_ALL;

        boolean harmless() {
            return compareTo(MOVE) < 0;
        }
    }

    private final World world;
    private final Duration lasting;
    private final boolean onlyHarmless;
    private final List<Kind> kinds = new ArrayList<>();

    /**
     * Draws which of them may happen.
     *
     * @param lasting how long they go on
     * @param onlyHarmless whether only those that keep nobody from anybody
     */
    Faults(World world, Duration lasting, boolean onlyHarmless) {
        this.world = world;
        this.lasting = lasting;
        this.onlyHarmless = onlyHarmless;
        for (Kind kind : Kind.values()) {
            boolean mayBe = kind.harmless() || !onlyHarmless;
            if (world.chance().nextBoolean() && mayBe) {
                kinds.add(kind);
            }
        }
    }

    /** Something happens to one of those that run, or one of those that do not is started again. */
    void happen() {
        List<SimNode> all = world.nodes();
        if (all.isEmpty()) {
            return;
        }
        SimNode one = pick(all);
        boolean alreadyBack =
                world.running().stream().anyMatch(node -> node.name().equals(one.name()));
        if (!alreadyBack && !onlyHarmless) {
            startAgain(one);
        } else if (one.isRunning() && !kinds.isEmpty()) {
            happen(one, pick(kinds));
        }
    }

    /** What lasts is over. */
    void heal() {
        for (SimNode node : world.nodes()) {
            node.moveToSide(0);
            node.place().longest(Integer.MAX_VALUE);
            node.slow(Duration.ZERO);
            node.repent();
        }
    }

    private void startAgain(SimNode one) {
        SplittableRandom chance = world.chance();
        Role role = chance.nextInt(3) > 0 ? one.role() : one.role().withNewIdentity();
        List<Endpoint> free = world.network().freeAddresses(one.name());
        if (chance.nextInt(3) == 0 && !free.isEmpty()) {
            world.start(role, pick(free));
        } else {
            world.start(role);
        }
    }

    private void happen(SimNode one, Kind kind) {
        SplittableRandom chance = world.chance();
        world.trace(one, kind.toString());
        switch (kind) {
            case UPDATE -> one.update();
            case DEAF -> one.deafToMulticast(within(lasting));
            case SEGMENTED -> segment();
            case LOST_WHEN_LONG -> one.place().longest(chance.nextInt(LEAST_DATAGRAM, MOST_DATAGRAM));
            case DRIFT -> one.drift(chance.nextInt(2 * MOST_DRIFT + 1) - MOST_DRIFT);
            case CLOCK_JUMP ->
                one.clockJumps(within(LARGEST_JUMP.multipliedBy(2)).minus(LARGEST_JUMP));
            case SLOW -> one.slow(within(LONGEST_TASK));
            case LIE -> lie();
            case MOVE -> one.move();
            case STALL -> one.stall(within(LONGEST_STALL));
            case ONE_WAY -> world.block(one, pick(world.running()), within(LONGEST_BLOCK));
            case BURST -> {
                // For a moment nothing comes to it.
                Duration burst = within(LONGEST_BURST);
                world.running().forEach(other -> world.block(other, one, burst));
            }
            case REJECTED_BY_ONE -> world.reject(one, pick(world.running()), within(LONGEST_BLOCK));
            case REJECTED_BY_ALL -> {
                Duration time = within(LONGEST_BLOCK);
                world.running().forEach(other -> world.reject(other, one, time));
            }
        }
    }

    /** A switch forgets who wants what is said to all: it comes from this side of it alone. */
    private void segment() {
        int segment = 1 + world.chance().nextInt(SEGMENTS);
        Duration time = within(lasting);
        long until = world.now().nanos() + time.toNanos();
        world.running().stream()
                .map(SimNode::place)
                .filter(place -> world.chance().nextInt(SEGMENTS) == 0)
                .forEach(place -> {
                    place.apart(segment, until);
                    world.after(time, () -> place.rejoin(until));
                });
    }

    /** The one that lies, if there is one, says something of anybody. */
    private void lie() {
        Optional<SimNode> liar = world.running().stream().filter(SimNode::lies).findFirst();
        liar.ifPresent(node -> node.slander(pick(world.running())));
    }

    private <T> T pick(List<T> from) {
        return from.get(world.chance().nextInt(from.size()));
    }

    private Duration within(Duration time) {
        return Duration.ofNanos(world.chance().nextLong(time.toNanos()));
    }
}
