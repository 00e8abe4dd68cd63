package dev.kith.sim;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

    private static final Duration SETTLED = Duration.ofSeconds(20);

    private static final Duration WRONG_CLOCK = Duration.ofDays(1);
    private static final int CHANGES = 12;
    private static final int QUESTIONS = 6;
    /** One run in so many is of more than twenty nodes. */
    private static final int LARGE_ONE_IN = 40;

    /** One run in so many has real signatures, which cost a hundred times as much. */
    private static final int SIGNED_ONE_IN = 50;

    /** One run in so many is of a closed group. */
    private static final int CLOSED_ONE_IN = 4;

    /** In one run in so many some are behind address translations. */
    private static final int TRANSLATED_ONE_IN = 7;

    private static final int TRANSLATED = 6;

    private static final int MOST_TRANSLATED = 20;
    private static final int RESTARTS = 3;
    /** Bytes a second, for each peer, besides what a node may send that is behind no address translation. */
    private static final int WAY_KEPT_OPEN = 20;

    private static final int WORDS_OF_A_STRANGER = 300;
    private static final List<Role.Tongue> TONGUES = List.of(Role.Tongue.values());
    private static final String GROUP = "lobby";

    private final World world;
    private boolean closed;

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
        boolean signs = chance.nextInt(SIGNED_ONE_IN) == 0;
        world.signWith(signs ? Signatures.ED25519 : Signatures.FREE);
        closed = world.seed() % CLOSED_ONE_IN == 1;
        if (closed) {
            new Rotation(world, GROUP, FAULTS).plan();
        }
        boolean large = !signs && chance.nextInt(LARGE_ONE_IN) == 0;
        int count = large ? 21 + chance.nextInt(180) : 2 + chance.nextInt(19);
        boolean translated = world.seed() % TRANSLATED_ONE_IN == TRANSLATED;
        Optional<Homes> homes = count <= MOST_TRANSLATED && translated
                ? Optional.of(new Homes(world, Role.plain("common", GROUP).with(keys())))
                : Optional.empty();
        startAll(count, homes);
        if (chance.nextBoolean()) {
            world.after(within(FAULTS.dividedBy(2)), () -> world.start("stranger", "another group"));
        }
        world.after(FAULTS.dividedBy(3), this::endSome);
        // With nothing but harmless faults, whoever runs can be reached all the time.
        boolean onlyHarmless = chance.nextInt(3) == 0;
        if (chance.nextBoolean() && !onlyHarmless) {
            world.after(within(FAULTS.dividedBy(2)), this::cut);
        }
        if (chance.nextInt(3) == 0) {
            admitStranger();
        }
        homes.ifPresent(home -> plan(home, onlyHarmless));
        Faults faults = new Faults(world, FAULTS, onlyHarmless);
        for (int i = 0; i < CHANGES; i++) {
            world.after(within(FAULTS), faults::happen);
        }
        for (int i = 0; i < QUESTIONS; i++) {
            world.after(within(FAULTS), this::askWhy);
        }
        world.pass(FAULTS);
        faults.heal();
        requireHealed(count, homes);
    }

    private void requireHealed(int count, Optional<Homes> homes) {
        homes.ifPresent(Homes::provide);
        world.use(Link.QUIET);
        world.pass(HEALING.plus(HEALING_PER_NODE.multipliedBy(count)).minus(SETTLED));
        settle(homes);
        requireCompleteRosters();
        world.laws()
                .requireOneView(world.running().stream()
                        .filter(node ->
                                node.role().belongsWith(Role.plain("any", GROUP).with(keys())))
                        .toList());
    }

    private void plan(Homes homes, boolean onlyHarmless) {
        homes.provide();
        homes.tell();
        for (int i = 0; i < RESTARTS && !onlyHarmless; i++) {
            world.after(within(FAULTS), homes::restartOne);
        }
    }

    private void admitStranger() {
        Stranger stranger = world.letIn();
        for (int i = 0; i < WORDS_OF_A_STRANGER; i++) {
            world.after(within(FAULTS), stranger::speak);
        }
    }

    /** Some of a run may speak otherwise than the others: a few of them as a later version does, or one lies. */
    private void startAll(int count, Optional<Homes> homes) {
        SplittableRandom chance = world.chance();
        Role.Tongue others = TONGUES.get(chance.nextInt(TONGUES.size()));
        boolean wrongClocks = chance.nextBoolean();
        for (int i = 0; i < count; i++) {
            boolean other = others == Role.Tongue.LYING ? i == 0 && count > 2 : chance.nextInt(4) == 0;
            Role.Tongue tongue = other ? others : Role.Tongue.PLAIN;
            Duration ahead = wrongClocks ? within(WRONG_CLOCK) : Duration.ZERO;
            Role role = new Role("n" + i, GROUP, 0, tongue, ahead, keys());
            homes.ifPresent(home -> home.settle(role));
            world.after(within(FAULTS.dividedBy(4)), () -> world.start(role));
        }
    }

    /** All is quiet; what each sends and holds then is bounded. */
    private void settle(Optional<Homes> homes) {
        // As long as one has still to find out who is gone, whoever differs pulls from its neighbours.
        boolean agreed =
                world.running().stream().allMatch(node -> node.present().equals(others(node)));
        Map<SimNode, Double> rates = new LinkedHashMap<>();
        world.running().forEach(node -> rates.put(node, -(double) world.laws().ownBytes(node)));
        world.pass(SETTLED);
        rates.replaceAll((node, before) -> (world.laws().ownBytes(node) + before) / SETTLED.toSeconds());
        if (agreed) {
            world.laws().requireFrugal(rates, homes.isPresent() ? WAY_KEPT_OPEN * rates.size() : 0);
        }
        rates.keySet().stream()
                .skip(rates.isEmpty() ? 0 : world.chance().nextInt(rates.size()))
                .findFirst()
                .ifPresent(world.laws()::requireBounded);
    }

    /** One of those that run asks after one that may run no more. */
    private void askWhy() {
        if (!world.running().isEmpty()) {
            any().askWhy(world.nodes()
                    .get(world.chance().nextInt(world.nodes().size()))
                    .name());
        }
    }

    private int keys() {
        return closed ? Rotation.OURS : Role.OPEN;
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
            Set<String> others = others(node);
            if (!node.present().equals(others)) {
                List<String> missing = new ArrayList<>(others);
                missing.removeAll(node.present());
                List<String> ghosts = new ArrayList<>(node.present());
                ghosts.removeAll(others);
                throw new Broken(
                        "after healing %s misses %s and believes in %s".formatted(node, named(missing), named(ghosts)));
            }
        }
    }

    /** The ids of those whom a node is to hold to be there. */
    private Set<String> others(SimNode node) {
        return world.running().stream()
                .filter(other -> other != node && other.role().belongsWith(node.role()))
                .map(other -> other.id().toString())
                .collect(Collectors.toSet());
    }

    private List<String> named(List<String> ids) {
        return ids.stream().map(id -> world.withId(id).get(0).toString()).toList();
    }

    private Duration within(Duration time) {
        return Duration.ofNanos(world.chance().nextLong(time.toNanos()));
    }
}
