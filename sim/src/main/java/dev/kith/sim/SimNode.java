package dev.kith.sim;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Accounts;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Message;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** One node of a {@link World}: an engine, an address, and what it told. */
public final class SimNode {
    static final long NEVER = Long.MIN_VALUE / 2;
    /** One that lets others wait for longer is as good as one that stands still. */
    private static final long AS_GOOD_AS_STALLED = 300_000_000L;

    private record Waiting(long since, Input input) {}

    private static final long LONGEST_QUESTION = 5_000_000_000L;

    private final World world;
    private final Role role;
    private final PeerId id;
    private final long startedAt;
    private final long incarnation;
    private Endpoint address;
    private final Node node;
    private final Clock clock;
    private final Voice voice;
    private final Place place = new Place();
    /** What came and was not handled yet, since it stands still or is slow. */
    private final Deque<Waiting> inbox = new ArrayDeque<>();

    private final List<Event> told = new ArrayList<>();
    private final List<Accounts> accounts = new ArrayList<>();
    private boolean running = true;
    private boolean cutOff;
    /** Until when it does nothing at all, and what comes waits. */
    private long stalledUntil;

    /** Until when it is at work on what it took last. */
    private long busyUntil;

    private long takesNanos;
    /** For when its going on is on the queue of the world. */
    private long goesOn = NEVER;

    private long lastHeard = NEVER;
    private long sentBytes;
    private int updates;
    private long questions;

    /** When its next tick is on the queue of the world. */
    private long wake = Long.MAX_VALUE;

    SimNode(World world, Role role, Endpoint address, Node.Setup setup) {
        this.world = world;
        this.role = role;
        this.address = address;
        this.clock = new Clock(role.clockAhead());
        this.voice = world.voice(role);
        this.startedAt = world.now().nanos();
        this.incarnation = clock.read(world.now()).wall().toEpochMilli();
        this.node = new Node(setup);
        this.id = PeerId.ofPublicKey(setup.credentials().get().identity().publicKey());
    }

    /** What it calls itself. */
    public String name() {
        return role.name();
    }

    Role role() {
        return role;
    }

    Voice voice() {
        return voice;
    }

    Clock clock() {
        return clock;
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

    /** What others and itself answered to its questions so far. */
    public List<Accounts> accounts() {
        return List.copyOf(accounts);
    }

    /** Asks everybody what became of whoever is called so; at most five seconds. */
    public void askWhy(String peerName) {
        PeerReference peer = new PeerReference(peerName, Optional.empty());
        take(new Input.Why(role.group(), ++questions, peer, LONGEST_QUESTION));
    }

    /** Its roster. */
    public List<Peer> peers() {
        return node.peers(role.group());
    }

    /** The ids of those it holds to be there, whatever it suspects. */
    Set<String> present() {
        return peers().stream()
                .filter(peer -> peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT)
                .map(Peer::id)
                .collect(Collectors.toSet());
    }

    /** Everything the engine holds, to be counted. */
    Node engine() {
        return node;
    }

    /** Ends it without a word. */
    public void crash() {
        running = false;
        world.ended(this);
        world.trace(this, "crash");
        world.laws().crashed(this);
    }

    /** Ends it with its host, as when the power fails: not even the host says anything any more. */
    public void cutOff() {
        running = false;
        cutOff = true;
        world.ended(this);
        world.trace(this, "cut off");
        world.laws().crashed(this);
    }

    boolean isCutOff() {
        return cutOff;
    }

    /** Ends it with a goodbye. */
    public void leave() {
        handle(new Input.Leave(role.group()));
        running = false;
        world.ended(this);
        world.trace(this, "leave");
    }

    /** Tells something new of itself. */
    public void update() {
        take(new Input.Update(
                role.group(), Node.about(role.name(), Map.of("update", Integer.toString(++updates)), Map.of())));
    }

    /** Has the keys that are those of its ring now. */
    void rekey() {
        world.trace(this, "has other keys");
        take(new Input.Rekey(role.group(), world.keys().get(role.keys())));
    }

    /** Gets another address; what is sent to the old one reaches nobody. */
    public void move() {
        address = world.newAddress(this);
        take(World.network(address));
    }

    /** Stands still for a while, as a process that is stopped or starved. */
    public void stall(Duration time) {
        stalledUntil = Math.max(stalledUntil, world.now().nanos() + time.toNanos());
        world.troubles().disturb(this, stalledUntil);
        world.trace(this, "stall for " + time.toMillis() + " ms");
    }

    /** From now on, or no more, each thing that it takes keeps it at work for so long. */
    void slow(Duration each) {
        takesNanos = each.toNanos();
        world.trace(this, "needs " + each.toNanos() / 1000 + " us for each thing");
    }

    boolean lies() {
        return voice.liar().isPresent();
    }

    /** If it lies, it says to all something false of another. */
    void slander(SimNode victim) {
        voice.liar().ifPresent(liar -> {
            Message lie = liar.slander(victim.id(), victim.incarnation());
            Optional<Endpoint> to = lie instanceof Message.Claim ? Optional.empty() : Optional.of(victim.address());
            world.utter(this, to, world.keys().datagram(role, id, lie));
        });
    }

    /** It lies no more. */
    void repent() {
        voice.liar().ifPresent(Liar::repent);
    }

    /** When it last got word of anybody who belongs with it, or of a host. */
    long lastHeard() {
        return lastHeard;
    }

    /** Its wall clock is set; one that is set ahead looks as if the host had slept. */
    void clockJumps(Duration by) {
        clock.jump(by);
        world.trace(this, "sets its clock by " + by);
        if (!by.isNegative()) {
            take(new Input.Woke());
        }
    }

    /** Its monotonic clock gains so many hundredths of a percent, or loses them. */
    void drift(long hundredths) {
        clock.drift(world.now().nanos(), hundredths);
        world.trace(this, "drifts by " + hundredths);
    }

    /** Puts it on one side of a network that is cut. */
    public void moveToSide(int newSide) {
        place.moveToSide(newSide);
    }

    /** Puts it into a part of the network that what is said to all in another does not come to. */
    public void moveToSegment(int newSegment) {
        place.moveToSegment(newSegment);
    }

    /** Is told of addresses at which others may be. */
    public void seed(List<Endpoint> at) {
        take(new Input.Candidates(group(), "seed", Via.SEED, at));
    }

    /** Hears nothing of what is said to all, as behind a switch that forgot it. */
    public void deafToMulticast(Duration time) {
        place.deafToMulticast(world.now().nanos() + time.toNanos());
        world.trace(this, "deaf to multicast for " + time.toMillis() + " ms");
    }

    Place place() {
        return place;
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
        return role.group();
    }

    Endpoint address() {
        return address;
    }

    long wake() {
        return wake;
    }

    /** Something comes; it is handled as soon as that can be. */
    void take(Input input) {
        if (running) {
            inbox.add(new Waiting(world.now().nanos(), input));
            goOn();
        }
    }

    /** Its deadline has come. Timers wait for what came before. */
    void tick() {
        goOn();
    }

    private void goOn() {
        long now = world.now().nanos();
        while (running && now >= freeAt() && (!inbox.isEmpty() || wake <= now)) {
            if (inbox.isEmpty()) {
                wake = Long.MAX_VALUE;
                handle(new Input.Tick());
            } else {
                Waiting next = inbox.remove();
                if (takesNanos > 0 && now - next.since() > AS_GOOD_AS_STALLED) {
                    world.troubles().disturb(this, now);
                }
                handle(next.input());
            }
        }
        long free = freeAt();
        boolean waits = !inbox.isEmpty() || wake <= now;
        if (running && waits && goesOn != free) {
            goesOn = free;
            world.schedule(free, this::goOn);
        }
    }

    private long freeAt() {
        return Math.max(stalledUntil, busyUntil);
    }

    private void handle(Input input) {
        long now = world.now().nanos();
        busyUntil = now + takesNanos;
        if (input instanceof Input.Heard heard) {
            world.laws().heard(this, heard.from(), heard.datagram());
            lastHeard = world.isOfAnother(this, heard.from()) ? now : lastHeard;
        } else if (input instanceof Input.Refused) {
            lastHeard = now;
        }
        node.step(clock.read(world.now()), input, outbox);
        long next = Math.max(clock.whenItShows(node.nextWake()), now);
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

        @Override
        public void answer(String toGroup, long question, Answer answer) {
            Accounts told = (Accounts) answer; // nothing else is asked here
            SimNode.this.accounts.add(told);
            SimNode.this.world.answered(SimNode.this, told);
        }
    };

    @Override
    public String toString() {
        return role.name() + "'".repeat(role.identity());
    }
}
