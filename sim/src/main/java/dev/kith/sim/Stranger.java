package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Somebody on the network who is no node and has no key: overhears what is said to all, and says it again, to all or to one,
 * as it was or with some bytes changed, from an address of its own.
 */
final class Stranger {
    private static final int MAX_REMEMBERED = 200;

    private final World world;
    private final Endpoint address;
    private final List<byte[]> overheard = new ArrayList<>();

    Stranger(World world, Endpoint address) {
        this.world = world;
        this.address = address;
    }

    void overhear(byte[] datagram) {
        if (overheard.size() < MAX_REMEMBERED) {
            overheard.add(datagram);
        }
    }

    /** Says one thing. */
    void speak() {
        if (overheard.isEmpty()) {
            return;
        }
        SplittableRandom chance = world.chance();
        byte[] datagram = overheard.get(chance.nextInt(overheard.size())).clone();
        for (int changes = chance.nextInt(4); changes > 0; changes--) {
            datagram[chance.nextInt(datagram.length)] = (byte) chance.nextInt();
        }
        List<SimNode> running = world.running();
        boolean toAll = running.isEmpty() || chance.nextBoolean();
        Optional<Endpoint> to = toAll
                ? Optional.empty()
                : Optional.of(running.get(chance.nextInt(running.size())).address());
        world.say(address, to, datagram);
    }
}
