package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.roster.Rings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A settled group too large for whole nodes: a few of them, those that watch the victims among them, and {@link StandIns} for all
 * others.
 */
final class SampledGroup implements Group {
    private static final int VICTIMS = 5;
    private static final int WHOLE = 60;
    private static final Duration STARTING = Duration.ofSeconds(5);
    private static final Duration SETTLING = Duration.ofSeconds(60);
    private static final Duration FIRST_QUESTION_PER_PEER = Duration.ofMillis(100);
    /** By then one whose host was cut off is held lost by most. */
    private static final Duration LOST_TO_MOST = Duration.ofMillis(3500);

    private static final Duration CRASH_KNOWN = Duration.ofSeconds(20);

    private final World world;
    private final StandIns standIns;
    private final Map<PeerId, Role> roles = new LinkedHashMap<>();
    private final List<PeerId> victims = new ArrayList<>();
    private final List<SimNode> nodes = new ArrayList<>();

    SampledGroup(World world, int size) {
        this.world = world;
        this.standIns = new StandIns(world, Measured.GROUP);
        for (int i = 0; i < size; i++) {
            Role role = Role.plain("n" + i, Measured.GROUP);
            byte[] key = Signatures.FREE.identity(role.keyNumber()).publicKey();
            roles.put(PeerId.ofPublicKey(key), role);
        }
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
        Set<PeerId> whole = choose();
        roles.forEach((id, role) -> {
            if (whole.contains(id)) {
                nodes.add(world.start(role));
            } else {
                standIns.add(role);
            }
        });
        world.pass(STARTING);
        world.admit(standIns);
        Duration introducing = standIns.begin();
        world.pass(introducing.plus(SETTLING).plus(FIRST_QUESTION_PER_PEER.multipliedBy(roles.size())));
        return Double.NaN;
    }

    /** The victims, and those who watch them, with others to make up the number. */
    private Set<PeerId> choose() {
        Rings rings = new Rings();
        roles.keySet().forEach(rings::add);
        List<PeerId> ids = new ArrayList<>(roles.keySet());
        for (int i = 0; i < VICTIMS; i++) {
            victims.add(ids.remove(world.chance().nextInt(ids.size())));
        }
        Set<PeerId> whole = new LinkedHashSet<>();
        victims.forEach(victim -> whole.addAll(rings.watchersOf(victim, id -> false)));
        victims.forEach(whole::remove);
        while (whole.size() < WHOLE) {
            whole.add(ids.get(world.chance().nextInt(ids.size())));
        }
        return whole;
    }

    @Override
    public List<PeerId> victims() {
        return victims;
    }

    @Override
    public void cutOff(PeerId victim) {
        standIns.cutOff(victim);
        world.pass(LOST_TO_MOST);
        standIns.forget(victim);
        world.pass(CRASH_KNOWN.minus(LOST_TO_MOST));
    }
}
