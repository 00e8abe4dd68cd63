package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How what is said in a world comes to others: to an address or to all, over links with faults, past firewalls and through
 * address translations.
 */
final class Network {
    static final String INTERFACE = "eth0";

    private final World world;
    private final Realm open = new Realm();
    /** Of those who are not in the open network; by name, so that who is started again is where it was. */
    private final Map<String, Translation> homes = new HashMap<>();

    private final Map<InetAddress, Translation> boxes = new HashMap<>();
    private final Troubles troubles = new Troubles();
    private Optional<Bystander> bystander = Optional.empty();
    private Link link = Link.QUIET;
    private boolean hostsAnswer = true;
    private int addresses;

    Network(World world) {
        this.world = world;
    }

    /** What kept nodes from each other. */
    Troubles troubles() {
        return troubles;
    }

    Link link() {
        return link;
    }

    void use(Link newLink) {
        link = newLink;
    }

    void hostsAnswer(boolean answer) {
        hostsAnswer = answer;
    }

    void admit(Bystander admitted) {
        bystander = Optional.of(admitted);
    }

    boolean isPlayed(String id) {
        return bystander.filter(standing -> standing.plays(id)).isPresent();
    }

    /** One more address translation, with nobody behind it. */
    Translation newBox(Translation.Kind kind) {
        Translation box = new Translation(kind, newAddress().ip());
        boxes.put(box.outside(), box);
        return box;
    }

    /** Whoever is called so is started behind it from now on. */
    void putBehind(Translation box, String name) {
        homes.put(name, box);
    }

    /** An address of the open network where nobody was yet. */
    Endpoint newAddress() {
        return Addresses.of(++addresses);
    }

    /** An address for a node of that name where nobody was yet. */
    Endpoint newAddress(String name) {
        return Optional.ofNullable(homes.get(name)).map(Translation::newAddress).orElseGet(this::newAddress);
    }

    /** The addresses that a node of that name may have where somebody was and nobody is. */
    List<Endpoint> freeAddresses(String name) {
        return realmOf(name).free();
    }

    /** A node is at an address from now on. */
    void enter(SimNode node, Endpoint at) {
        Optional.ofNullable(homes.get(node.name())).ifPresent(node.place()::moveBehind);
        realmOf(node.name()).enter(node, at);
        world.laws().moved(node, at);
    }

    /** A node is elsewhere from now on; the answer is where. */
    Endpoint move(SimNode node) {
        realmOf(node.name()).leave(node.address());
        troubles.disturb(node, world.now().nanos());
        Endpoint address = newAddress(node.name());
        enter(node, address);
        return address;
    }

    private Realm realmOf(String name) {
        return Optional.ofNullable(homes.get(name)).map(Translation::realm).orElse(open);
    }

    /** What a node says leaves its host, to one address or to all. */
    void carry(SimNode from, Optional<Endpoint> to, byte[] datagram) {
        if (to.isPresent()) {
            bystander.ifPresent(listening -> listening.overhear(from, to.get(), datagram));
            carry(from, to.get(), datagram);
            return;
        }
        bystander.ifPresent(listening -> listening.overhear(from, datagram));
        for (SimNode receiver : world.living()) {
            carry(from, receiver, Via.MULTICAST, datagram);
        }
    }

    private void carry(SimNode from, Endpoint to, byte[] datagram) {
        Translation box = boxes.get(to.ip());
        Optional<Translation> home = from.place().home();
        Optional<SimNode> near = home.map(Translation::realm).orElse(open).nodeAt(to);
        if (near.isPresent() || (box == null && home.isEmpty())) {
            near.filter(receiver -> receiver != from)
                    .ifPresent(receiver -> carry(from, receiver, Via.UNICAST, datagram));
            if (near.isEmpty()) {
                bystander.ifPresent(listening -> listening.hear(from, to, datagram));
            }
            return;
        }
        Endpoint source =
                home.map(translating -> translate(translating, from, to)).orElse(from.address());
        for (long delay : link.copies(world.chance())) {
            world.after(delay, () -> arrive(from, source, to, datagram));
        }
    }

    private Endpoint translate(Translation box, SimNode from, Endpoint to) {
        Endpoint source = box.send(from.address(), to, world.now().nanos());
        world.laws().moved(from, source);
        return source;
    }

    /** At a box or, from one, at a host of the open network. */
    private void arrive(SimNode from, Endpoint source, Endpoint to, byte[] datagram) {
        Translation box = boxes.get(to.ip());
        Optional<SimNode> receiver = box == null
                ? open.nodeAt(to)
                : box.receive(to.port(), source, world.now().nanos());
        receiver.filter(there -> passes(from, there, Via.UNICAST, datagram))
                .ifPresent(there -> deliver(source, there, Via.UNICAST, datagram));
    }

    private void carry(SimNode from, SimNode to, Via via, byte[] datagram) {
        Endpoint source = from.address();
        if (!passes(from, to, via, datagram)) {
            return;
        }
        if (from == to) {
            world.after(0, () -> deliver(source, to, via, datagram));
            return;
        }
        for (long delay : link.copies(world.chance())) {
            world.after(delay, () -> deliver(source, to, via, datagram));
        }
    }

    private boolean passes(SimNode from, SimNode to, Via via, byte[] datagram) {
        long now = world.now().nanos();
        return to.place().isReachedFrom(from.place(), via, datagram.length, now) && !troubles.isBlocked(from, to, now);
    }

    private static void deliver(Endpoint from, SimNode to, Via via, byte[] datagram) {
        to.take(new Input.Heard(from, INTERFACE, via, to.voice().hears(datagram)));
    }

    /** Somebody who is no node says something, to one address or to all. */
    void say(Endpoint from, Optional<Endpoint> to, byte[] datagram) {
        for (SimNode node : world.nodes()) {
            boolean reached = to.map(node.address()::equals).orElse(true);
            if (reached) {
                Via via = to.isPresent() ? Via.UNICAST : Via.MULTICAST;
                world.after(Link.QUIET.delay(), () -> deliver(from, node, via, datagram));
            }
        }
    }

    /** Whether another that belongs with a node is or was at that address. */
    boolean isOfAnother(SimNode node, Endpoint at) {
        Translation box = boxes.get(at.ip());
        Optional<SimNode> there = box == null ? hostAt(node, at) : box.ownerOf(at.port());
        return there.filter(other -> other != node && other.role().belongsWith(node.role()))
                .isPresent();
    }

    /**
     * Whether two can open a way to each other by themselves, or a member whom both reach has been there, undisturbed, since that
     * moment: others may be apart for good.
     */
    boolean mayMeet(SimNode one, SimNode other, long since) {
        Optional<Translation> home = one.place().home();
        boolean alone = home.isEmpty()
                || other.place().home().isEmpty()
                || home.equals(other.place().home());
        return alone || world.running().stream().anyMatch(member -> isCommon(member, one, since));
    }

    private boolean isCommon(SimNode member, SimNode one, long since) {
        return member.place().home().isEmpty()
                && member.startedAt() < since
                && member.role().belongsWith(one.role())
                && !member.lies()
                && troubles.noneSince(since, member);
    }

    /** A box is no host: it says nothing of ports. */
    private Optional<SimNode> hostAt(SimNode from, Endpoint at) {
        return from.place().home().flatMap(box -> box.realm().hostAt(at)).or(() -> open.hostAt(at));
    }

    /** The host of that address says what it knows of its ports, if it is reached and says such things; its firewall may lie. */
    void askKernel(SimNode from, Endpoint at) {
        SimNode host = hostAt(from, at).orElse(null);
        if (host == null
                || host.isCutOff()
                || host.place().side() != from.place().side()) {
            return;
        }
        boolean rejected = troubles.isRejected(from, host, world.now().nanos());
        boolean portClosed = rejected || !host.isRunning() || !host.address().equals(at);
        if (hostsAnswer || rejected) {
            for (long delay : link.copies(world.chance())) {
                world.after(2 * delay, () -> from.take(new Input.Refused(at, portClosed)));
            }
        }
    }
}
