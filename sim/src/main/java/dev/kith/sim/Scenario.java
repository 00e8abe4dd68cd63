package dev.kith.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;

/**
 * A run drawn from its seed: nodes come at random moments into a network with faults; some crash, some leave, the network is
 * cut for a while; then all heals, and after a while every roster must be complete and right.
 */
public final class Scenario {
    private static final Duration FAULTS = Duration.ofSeconds(20);
    private static final Duration HEALING = Duration.ofSeconds(60);
    /** Whoever is not watched is asked the more rarely the more there are. */
    private static final Duration HEALING_PER_NODE = Duration.ofMillis(500);

    private static final Duration LONGEST_STALL = Duration.ofSeconds(8);
    private static final Duration LONGEST_BLOCK = Duration.ofSeconds(6);
    private static final Duration LONGEST_BURST = Duration.ofMillis(400);
    private static final int CHANGES = 12;
    /** One run in so many is of more than twenty nodes. */
    private static final int LARGE_ONE_IN = 40;

    private static final int WORDS_OF_A_STRANGER = 300;
    private static final String GROUP = "lobby";

    private final World world;

    private Scenario(World world) {
        this.world = world;
    }

    /**
     * Runs a scenario.
     *
     * @param world an empty one; its seed decides everything
     * @throws Broken if a law did not hold
     */
    public static void run(World world) {
        new Scenario(world).play();
    }

    private void play() {
        SplittableRandom chance = world.chance();
        world.use(new Link(
                chance.nextInt(3) == 0 ? 0 : chance.nextDouble() * 0.3,
                chance.nextBoolean() ? 0 : chance.nextDouble() * 0.2,
                chance.nextLong(50_000, 5_000_000),
                chance.nextLong(1, 20_000_000)));
        world.hostsAnswer(chance.nextInt(3) > 0);
        int count = chance.nextInt(LARGE_ONE_IN) == 0 ? 21 + chance.nextInt(180) : 2 + chance.nextInt(19);
        for (int i = 0; i < count; i++) {
            String name = "n" + i;
            world.after(within(FAULTS.dividedBy(4)), () -> world.start(name, GROUP));
        }
        if (chance.nextBoolean()) {
            world.after(within(FAULTS.dividedBy(2)), () -> world.start("stranger", "another group"));
        }
        world.after(FAULTS.dividedBy(3), this::endSome);
        // With nothing but losses, delays and a stranger, whoever runs can be reached all the time.
        boolean onlyWeather = chance.nextInt(3) == 0;
        if (chance.nextBoolean() && !onlyWeather) {
            world.after(within(FAULTS.dividedBy(2)), this::cut);
        }
        if (chance.nextInt(3) == 0) {
            Stranger stranger = world.letIn();
            for (int i = 0; i < WORDS_OF_A_STRANGER; i++) {
                world.after(within(FAULTS), stranger::speak);
            }
        }
        for (int i = 0; i < (onlyWeather ? 0 : CHANGES); i++) {
            world.after(within(FAULTS), this::changeOne);
        }
        world.pass(FAULTS);
        world.nodes().forEach(node -> node.moveToSide(0));
        world.use(Link.QUIET);
        world.pass(HEALING.plus(HEALING_PER_NODE.multipliedBy(count)));
        requireCompleteRosters();
        world.laws()
                .requireOneView(world.running().stream()
                        .filter(node -> node.group().equals(GROUP))
                        .toList());
    }

    /** Something happens to one of those that run, or one of those that do not is started again. */
    private void changeOne() {
        List<SimNode> all = world.nodes();
        if (all.isEmpty()) {
            return;
        }
        SimNode one = all.get(world.chance().nextInt(all.size()));
        boolean alreadyBack =
                world.running().stream().anyMatch(node -> node.name().equals(one.name()));
        if (!alreadyBack) {
            world.start(one.name(), one.group());
        } else if (one.isRunning()) {
            switch (world.chance().nextInt(6)) {
                case 0 -> one.update();
                case 1 -> one.move();
                case 2 -> one.stall(within(LONGEST_STALL));
                case 3 -> one.deafToMulticast(within(FAULTS));
                case 4 -> world.block(one, any(), within(LONGEST_BLOCK));
                default -> {
                    // A burst of loss: for a moment nothing comes to it.
                    Duration burst = within(LONGEST_BURST);
                    world.running().forEach(other -> world.block(other, one, burst));
                }
            }
        }
    }

    private SimNode any() {
        List<SimNode> running = world.running();
        return running.get(world.chance().nextInt(running.size()));
    }

    private void endSome() {
        for (SimNode node : world.running()) {
            switch (world.chance().nextInt(8)) {
                case 0 -> world.after(within(FAULTS.dividedBy(2)), node::crash);
                case 2 -> world.after(within(FAULTS.dividedBy(2)), node::cutOff);
                case 1 -> world.after(within(FAULTS.dividedBy(2)), node::leave);
                default -> {
                    // stays
                }
            }
        }
    }

    private void cut() {
        for (SimNode node : world.nodes()) {
            node.moveToSide(world.chance().nextInt(2));
            world.troubles().disturb(node, FAULTS.toNanos());
        }
    }

    private void requireCompleteRosters() {
        for (SimNode node : world.running()) {
            Set<String> others = world.running().stream()
                    .filter(other -> other != node && other.group().equals(node.group()))
                    .map(SimNode::name)
                    .collect(Collectors.toSet());
            if (!node.present().equals(others)) {
                List<String> missing = new ArrayList<>(others);
                missing.removeAll(node.present());
                List<String> ghosts = new ArrayList<>(node.present());
                ghosts.removeAll(others);
                throw new Broken("after healing %s misses %s and believes in %s".formatted(node, missing, ghosts));
            }
        }
    }

    private Duration within(Duration time) {
        return Duration.ofNanos(world.chance().nextLong(time.toNanos()));
    }
}
