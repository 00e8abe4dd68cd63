package dev.kith.sim;

import dev.kith.trust.GroupKey;
import dev.kith.trust.KeyRing;
import java.time.Duration;
import java.util.List;

/**
 * The keys of a closed group, which are changed while it runs, as people do it: all get the new key, then all use it, then all
 * forget the old one. Others of the same name have another key, or none.
 */
final class Rotation {
    /** The ring of the group that is looked at. */
    static final int OURS = 1;

    private static final int THEIRS = 2;

    private final World world;
    private final String group;
    private final Duration lasting;
    private final GroupKey old;
    private final GroupKey next;

    Rotation(World world, String group, Duration lasting) {
        this.world = world;
        this.group = group;
        this.lasting = lasting;
        this.old = key();
        this.next = key();
    }

    /** Draws what happens, and when. */
    void plan() {
        world.keys().set(OURS, new KeyRing(List.of(old)));
        world.keys().set(THEIRS, new KeyRing(List.of(key())));
        Role outsider = Role.plain("outsider", group);
        world.after(within(lasting), () -> world.start(outsider.with(THEIRS)));
        if (world.chance().nextBoolean()) {
            world.after(within(lasting), () -> world.start(outsider.withNewIdentity()));
        }
        boolean rotates = world.chance().nextBoolean() && old.id() != next.id();
        if (rotates) {
            Duration step = lasting.dividedBy(4);
            world.after(step, () -> all(List.of(old, next)));
            world.after(step.multipliedBy(2), () -> all(List.of(next, old)));
            world.after(step.multipliedBy(3), () -> all(List.of(next)));
        }
    }

    /** Each at its own moment, well before the next step; who starts meanwhile has them at once. */
    private void all(List<GroupKey> keys) {
        world.keys().set(OURS, new KeyRing(keys));
        for (SimNode node : world.running()) {
            if (node.role().keys() == OURS) {
                world.after(within(lasting.dividedBy(8)), node::rekey);
            }
        }
    }

    private GroupKey key() {
        byte[] bytes = new byte[GroupKey.BYTES];
        world.chance().nextBytes(bytes);
        return GroupKey.of(bytes);
    }

    private Duration within(Duration time) {
        return Duration.ofNanos(world.chance().nextLong(time.toNanos()));
    }
}
