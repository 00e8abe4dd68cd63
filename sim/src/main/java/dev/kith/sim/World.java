package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.time.Moment;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * A network of nodes in virtual time. Everything that happens follows from the seed: two worlds with the same seed, asked
 * for the same, are the same to the byte, which {@link #traceHash} shows.
 */
public final class World {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private record Happening(long at, long order, Runnable what) implements Comparable<Happening> {
        @Override
        public int compareTo(Happening other) {
            return at != other.at ? Long.compare(at, other.at) : Long.compare(order, other.order);
        }
    }

    private final PriorityQueue<Happening> queue = new PriorityQueue<>();
    private final SplittableRandom chance;
    private final List<SimNode> nodes = new ArrayList<>();
    private final List<SimNode> living = new ArrayList<>();
    /** By the id that others see; one that is started again is another node with the same. */
    private final Map<String, List<SimNode>> byId = new HashMap<>();

    private final Network network = new Network(this);
    private final Laws laws = new Laws(this);
    private final Keys keys = new Keys();
    private final long seed;
    private final Trace trace;
    private Signatures signatures = Signatures.FREE;
    private boolean relays = true;
    private long happenings;
    private long nanos;

    /** An empty world. */
    public World(long seed) {
        this(seed, false);
    }

    /** An empty world that may write down what happens, to be read. */
    public World(long seed, boolean logs) {
        this.seed = seed;
        this.chance = new SplittableRandom(seed);
        this.trace = new Trace(logs, keys.glass());
    }

    /** From what all follows. */
    long seed() {
        return seed;
    }

    /** How those sign who are started from now on; free of cost unless said. */
    void signWith(Signatures scheme) {
        signatures = scheme;
    }

    /** Whether those who are started from now on pass on what others ask them to, as they do unless said. */
    void willing(boolean toRelay) {
        relays = toRelay;
    }

    /** Starts a node, as {@code name} in a group; its identity is its name's. */
    public SimNode start(String name, String group) {
        return start(Role.plain(name, group));
    }

    /** The same at an address where somebody may have been before, and with a wall clock that is ahead by so much. */
    SimNode start(String name, String group, Endpoint address, Duration ahead) {
        return start(new Role(name, group, 0, Role.Tongue.PLAIN, ahead, Role.OPEN), address);
    }

    /** Starts a node at an address of its own. */
    SimNode start(Role role) {
        return start(role, network.newAddress(role.name()));
    }

    /** Starts a node at an address where another may have been, but is no more. */
    SimNode start(Role role, Endpoint address) {
        Identity identity = signatures.identity(role.keyNumber());
        byte[] seed = ByteBuffer.allocate(Secrets.SEED_BYTES)
                .putLong(chance.nextLong())
                .array();
        Node.Credentials credentials = new Node.Credentials(identity, new Secrets(seed));
        Node.Setup setup = new Node.Setup(() -> credentials, signatures.verifier(), Limits.DEFAULT, false, relays);
        SimNode started = new SimNode(this, role, address, setup);
        nodes.add(started);
        living.add(started);
        byId.computeIfAbsent(started.id().toString(), any -> new ArrayList<>()).add(started);
        network.enter(started, address);
        trace(started, "start");
        started.take(network(address));
        started.take(new Input.Join(role.group(), Node.about(role.name(), Map.of(), Map.of()), keys.access(role)));
        return started;
    }

    /** The keys of closed groups. */
    Keys keys() {
        return keys;
    }

    /** The voice of one that has this role. */
    Voice voice(Role role) {
        return switch (role.tongue()) {
            case PLAIN -> Voice.PLAIN;
            case LATER -> inside(role, new LaterVersion(signatures.identity(role.keyNumber())));
            case NEXT -> Voice.NEXT;
            case LYING -> inside(role, new Liar(chance.split()));
        };
    }

    private Voice inside(Role role, Voice voice) {
        return role.keys() == Role.OPEN ? voice : new Unsealed(voice, keys.glass(), () -> keys.get(role.keys()));
    }

    /** One where nobody was yet. */
    Endpoint newAddress() {
        return network.newAddress();
    }

    /** How what is said comes to others. */
    Network network() {
        return network;
    }

    /** Lets a stranger into the network, who is no node and means no good. */
    Stranger letIn() {
        Stranger let = new Stranger(this, network.newAddress());
        admit(let);
        return let;
    }

    /** Lets somebody stand by. */
    void admit(Bystander admitted) {
        network.admit(admitted);
    }

    boolean isPlayed(String id) {
        return network.isPlayed(id);
    }

    /** Everybody who was ever started. */
    public List<SimNode> nodes() {
        return List.copyOf(nodes);
    }

    /** Everybody who neither crashed nor left. */
    public List<SimNode> running() {
        return List.copyOf(living);
    }

    /** The same as it changes, since each word to all is for each of them. */
    List<SimNode> living() {
        return living;
    }

    void ended(SimNode node) {
        living.remove(node);
    }

    /** Everybody who was ever started with that id. */
    List<SimNode> withId(String id) {
        return byId.getOrDefault(id, List.of());
    }

    /** How datagrams are treated from now on. */
    public void use(Link newLink) {
        network.use(newLink);
        trace.add(newLink.hashCode());
    }

    /** How datagrams are treated now. */
    Link link() {
        return network.link();
    }

    /** Where the chance of a scenario comes from. */
    public SplittableRandom chance() {
        return chance;
    }

    /** Does something later. */
    public void after(Duration delay, Runnable what) {
        after(delay.toNanos(), what);
    }

    /** The same, in nanoseconds. */
    void after(long delay, Runnable what) {
        schedule(nanos + delay, what);
    }

    /** Lets time pass. */
    public void pass(Duration duration) {
        long end = nanos + duration.toNanos();
        while (!queue.isEmpty() && queue.peek().at() <= end) {
            Happening next = queue.remove();
            nanos = next.at();
            next.what().run();
        }
        nanos = end;
    }

    /** What kept nodes from each other. */
    Troubles troubles() {
        return network.troubles();
    }

    /** The moment now. */
    Moment now() {
        return new Moment(nanos, START.plusNanos(nanos));
    }

    /** The moment of a wall clock's time, in nanoseconds of this world. */
    long nanosOf(Instant wall) {
        return Duration.between(START, wall).toNanos();
    }

    /** A number that is the same for the same history. */
    public long traceHash() {
        return trace.hash();
    }

    /** What happened, in lines, if it was asked for. */
    public List<String> log() {
        return trace.log();
    }

    /** What the laws saw. */
    public Laws laws() {
        return laws;
    }

    Endpoint newAddress(SimNode node) {
        Endpoint address = network.move(node);
        trace(node, "move to " + address);
        return address;
    }

    static Input.Network network(Endpoint address) {
        return new Input.Network(new TreeSet<>(List.of(Network.INTERFACE)), List.of(address), 1);
    }

    void wakeAt(SimNode node, long at) {
        if (at != Long.MAX_VALUE) {
            schedule(at, () -> {
                if (node.wake() == at) {
                    node.tick();
                }
            });
        }
    }

    void multicast(SimNode from, byte[] datagram) {
        laws.sent(from, datagram);
        utter(from, Optional.empty(), from.voice().says(datagram));
    }

    void send(SimNode from, Endpoint to, byte[] datagram) {
        laws.sent(from, datagram);
        laws.sentTo(from, to, datagram);
        utter(from, Optional.of(to), from.voice().says(datagram));
    }

    /** What a node says leaves its host, to one address or to all; no law asks what it may say. */
    void utter(SimNode from, Optional<Endpoint> to, byte[] datagram) {
        trace.said(nanos, from, to, datagram);
        network.carry(from, to, datagram);
    }

    /** Whether another that belongs with a node is or was at that address. */
    boolean isOfAnother(SimNode node, Endpoint at) {
        return network.isOfAnother(node, at);
    }

    /** Whether hosts say so when nobody is at a port; many firewalls keep them from it. */
    public void hostsAnswer(boolean answer) {
        network.hostsAnswer(answer);
    }

    /** The host of that address says what it knows of its ports, if it is reached and says such things; its firewall may lie. */
    void askKernel(SimNode from, Endpoint at) {
        network.askKernel(from, at);
    }

    void told(SimNode node, Event event) {
        trace.told(nanos, node, event);
        laws.told(node, event);
    }

    void answered(SimNode node, Accounts answer) {
        trace(node, answer.toString());
        laws.answered(node, answer);
    }

    void trace(SimNode node, String what) {
        trace.happened(nanos, node, what);
    }

    /** What one sends does not reach the other for a while. */
    void block(SimNode from, SimNode to, Duration time) {
        trace(from, "does not reach " + to + " for " + time.toMillis() + " ms");
        troubles().block(from, to, nanos + time.toNanos());
    }

    /** The same, and a firewall says that nobody is there. */
    void reject(SimNode from, SimNode to, Duration time) {
        trace(from, "is rejected by " + to + " for " + time.toMillis() + " ms");
        troubles().reject(from, to, nanos + time.toNanos());
    }

    /** Somebody who is no node says something, to one address or to all. */
    void say(Endpoint from, Optional<Endpoint> to, byte[] datagram) {
        network.say(from, to, datagram);
    }

    void schedule(long at, Runnable what) {
        queue.add(new Happening(at, happenings++, what));
    }
}
