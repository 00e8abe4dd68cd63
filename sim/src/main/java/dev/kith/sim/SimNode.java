package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.time.Moment;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** One node of a {@link World}: an engine, an address, and what it told. */
public final class SimNode {
    private final World world;
    private final String name;
    private final String group;
    private final PeerId id;
    private final long startedAt;
    private final long incarnation;
    private Endpoint address;
    private final Node node;
    private final List<Event> told = new ArrayList<>();
    private boolean running = true;
    private boolean cutOff;
    /** Until when it does nothing at all, and what comes waits. */
    private long stalledUntil;

    private long deafToMulticastUntil;
    private long sentBytes;
    private int updates;
    /** On which side of the network it is; nodes on different sides do not reach each other. */
    private int side;

    private int segment;

    /** When its next tick is on the queue of the world. */
    private long wake = Long.MAX_VALUE;

    SimNode(World world, String name, String group, Endpoint address, Node.Setup setup) {
        this.world = world;
        this.name = name;
        this.group = group;
        this.address = address;
        this.startedAt = world.now().nanos();
        this.incarnation = world.now().wall().toEpochMilli();
        this.node = new Node(setup);
        this.id = PeerId.ofPublicKey(setup.credentials().get().identity().publicKey());
    }

    /** What it calls itself. */
    public String name() {
        return name;
    }

    /** When it was started, in nanoseconds of the world. */
    long startedAt() {
        return startedAt;
    }

    /** Who it is. */
    public PeerId id() {
        return id;
    }

    /** Whether it neither crashed nor left. */
    public boolean isRunning() {
        return running;
    }

    /** What it told its application so far. */
    public List<Event> told() {
        return List.copyOf(told);
    }

    /** Its roster. */
    public List<Peer> peers() {
        return node.peers(group);
    }

    /** The names of those it holds to be there, whatever it suspects. */
    public Set<String> present() {
        return peers().stream()
                .filter(peer -> peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT)
                .map(Peer::name)
                .collect(Collectors.toSet());
    }

    /** Ends it without a word. */
    public void crash() {
        running = false;
        world.ended(this);
        world.trace(this, "crash");
    }

    /** Ends it with its host, as when the power fails: not even the host says anything any more. */
    public void cutOff() {
        running = false;
        cutOff = true;
        world.ended(this);
        world.trace(this, "cut off");
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** Ends it with a goodbye. */
    public void leave() {
        step(new Input.Leave(group));
        running = false;
        world.ended(this);
        world.trace(this, "leave");
    }

    /** Tells something new of itself. */
    public void update() {
        step(new Input.Update(group, Node.about(name, Map.of("update", Integer.toString(++updates)), Map.of())));
    }

    /** Gets another address; what is sent to the old one reaches nobody. */
    public void move() {
        address = world.newAddress(this);
        lookAtNetwork();
    }

    /** One that stands still sees the network as it is when it goes on. */
    private void lookAtNetwork() {
        if (running && world.now().nanos() < stalledUntil) {
            world.schedule(stalledUntil, this::lookAtNetwork);
        } else {
            step(World.network(address));
        }
    }

    /** Stands still for a while, as a process that is stopped or starved. */
    public void stall(Duration time) {
        stalledUntil = Math.max(stalledUntil, world.now().nanos() + time.toNanos());
        world.troubles().disturb(this, stalledUntil);
        world.trace(this, "stall for " + time.toMillis() + " ms");
        world.wakeAt(this, stalledUntil);
        wake = stalledUntil;
    }

    /** Puts it on one side of a network that is cut. */
    public void moveToSide(int newSide) {
        side = newSide;
    }

    /** Hears nothing of what is said to all, as behind a switch that forgot it. */
    public void deafToMulticast(Duration time) {
        deafToMulticastUntil = world.now().nanos() + time.toNanos();
        world.trace(this, "deaf to multicast for " + time.toMillis() + " ms");
    }

    long deafToMulticastUntil() {
        return deafToMulticastUntil;
    }

    int side() {
        return side;
    }

    /** Puts it into a part of the network that what is said to all in another does not come to. */
    public void moveToSegment(int newSegment) {
        segment = newSegment;
    }

    int segment() {
        return segment;
    }

    /** How many bytes of payload it sent. */
    long sentBytes() {
        return sentBytes;
    }

    /** Which of its lives this is. */
    long incarnation() {
        return incarnation;
    }

    String group() {
        return group;
    }

    Endpoint address() {
        return address;
    }

    long wake() {
        return wake;
    }

    long stalledUntil() {
        return stalledUntil;
    }

    /** Its deadline has come. */
    void tick() {
        wake = Long.MAX_VALUE;
        step(new Input.Tick());
    }

    void step(Input input) {
        if (!running) {
            return;
        }
        Moment now = world.now();
        if (now.nanos() < stalledUntil) {
            world.schedule(stalledUntil, () -> step(input));
            return;
        }
        node.step(now, input, outbox);
        long next = Math.max(node.nextWake(), now.nanos());
        if (next != wake) {
            wake = next;
            world.wakeAt(this, next);
        }
    }

    private final Outbox outbox = new Outbox() {
        @Override
        public void cast(String interfaceName, byte[] beacon) {
            throw new Broken("a simulated node cast the classic beacon");
        }

        @Override
        public void multicast(byte[] datagram, boolean broadcastToo) {
            sentBytes += datagram.length;
            SimNode.this.world.multicast(SimNode.this, datagram);
        }

        @Override
        public void send(Endpoint to, byte[] datagram) {
            sentBytes += datagram.length;
            SimNode.this.world.send(SimNode.this, to, datagram);
        }

        @Override
        public void knock(Endpoint to, byte[] datagram) {
            sentBytes += datagram.length;
            SimNode.this.world.send(SimNode.this, to, datagram);
            SimNode.this.world.askKernel(SimNode.this, to);
        }

        @Override
        public void emit(String toGroup, Event event) {
            SimNode.this.told.add(event);
            SimNode.this.world.told(SimNode.this, event);
        }
    };

    @Override
    public String toString() {
        return name;
    }
}
