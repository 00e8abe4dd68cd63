package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.peer.Endpoint;
import dev.kith.trust.GroupTag;
import dev.kith.watch.Finding;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * Somebody on the network who is no node and has no key: overhears what is said to all, and says it again, to all or to one,
 * as it was or with some bytes changed, from an address of its own; says of nodes in the name of others that they are silent; and
 * forges the answers of hosts.
 */
final class Stranger implements Bystander {
    private static final int MAX_REMEMBERED = 200;

    private final World world;
    private final Endpoint address;
    private final List<byte[]> overheard = new ArrayList<>();

    Stranger(World world, Endpoint address) {
        this.world = world;
        this.address = address;
    }

    /** What is of another version stays so: as one of this version, nobody could know it for wrong. */
    @Override
    public void overhear(SimNode from, byte[] datagram) {
        boolean understood = Datagrams.begin(datagram) instanceof Datagrams.Headed;
        if (understood && overheard.size() < MAX_REMEMBERED) {
            overheard.add(datagram);
        }
    }

    /** Says one thing. */
    void speak() {
        switch (world.chance().nextInt(4)) {
            case 0 -> slander();
            case 1 -> forgeRefusal();
            default -> repeat();
        }
    }

    /** In the name of one node, from its address: another is silent. A member that lies says the same. */
    private void slander() {
        List<SimNode> running = world.running();
        if (running.size() > 1) {
            SimNode speaker = pick(running);
            SimNode victim = pick(running);
            Finding finding = world.chance().nextBoolean() ? Finding.LOST : Finding.GONE;
            Message.Claim claim = new Message.Claim(victim.id(), victim.incarnation(), finding);
            Header header = Header.open(
                    GroupTag.of(victim.group()), speaker.id(), world.chance().nextLong());
            world.say(speaker.address(), Optional.empty(), Datagrams.encode(header, claim));
        }
    }

    /** As a host would, of a port where somebody is. */
    private void forgeRefusal() {
        List<SimNode> running = world.running();
        if (!running.isEmpty()) {
            SimNode hearer = pick(running);
            hearer.take(
                    new Input.Refused(pick(running).address(), world.chance().nextBoolean()));
        }
    }

    private SimNode pick(List<SimNode> nodes) {
        return nodes.get(world.chance().nextInt(nodes.size()));
    }

    private void repeat() {
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
