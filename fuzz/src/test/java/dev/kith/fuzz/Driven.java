package dev.kith.fuzz;

import dev.kith.bound.Recent;
import dev.kith.classic.Senders;
import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.node.Outbox;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.Limits;
import dev.kith.sim.FreeSignatures;
import dev.kith.sim.Held;
import dev.kith.text.Printable;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** One engine in virtual time, and what must hold of all that it says and tells, checked all the while. */
final class Driven implements Outbox {
    static final String GROUP = "lobby";
    /** Its wall clock at the beginning; it is started a second later. */
    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static final int BEACON_PORT = 9778;
    private static final int MAX_BEACON = 120;
    private static final int REMEMBERED = 64;
    /** Far more than there are things that can be due at one moment, each once. */
    private static final int MOST_TICKS_AT_ONCE = 200;

    private final Limits limits;
    private final Node node;
    private final Seals seals;
    private final Earnings earnings = new Earnings();
    private final Set<String> groups = new TreeSet<>();
    private final Map<String, Integer> questions = new HashMap<>();
    private final Map<Endpoint, Message> lastTo = Recent.byUse(REMEMBERED);
    private final Deque<byte[]> said = new ArrayDeque<>();
    private final Map<String, Integer> spoken = new HashMap<>();
    private Message.View view = new Message.View(1, 0);
    private long lastCounter;
    private long nanos = 1_000_000_000L;
    private Duration wallAhead = Duration.ZERO;
    private int ticksAtOnce;
    private long counter;

    Driven(Limits limits, boolean passive, boolean closed) {
        this.limits = limits;
        this.seals = new Seals(closed);
        Node.Credentials credentials =
                new Node.Credentials(FreeSignatures.identity(0), new Secrets(new byte[Secrets.SEED_BYTES]));
        node = new Node(new Node.Setup(() -> credentials, new FreeSignatures(), limits, passive, true));
        step(new Input.Network(
                new TreeSet<>(List.of("eth0")), List.of(Other.of(0).at()), 1));
        step(Wire.join(GROUP, "anna", seals.access()));
    }

    Seals seals() {
        return seals;
    }

    Set<String> groups() {
        return groups;
    }

    /** How many questions after a peer were not answered yet. */
    int questions(String group) {
        return questions.getOrDefault(group, 0);
    }

    /** What it said last to one address. */
    Optional<Message> lastTo(Endpoint endpoint) {
        return Optional.ofNullable(lastTo.get(endpoint));
    }

    /** The same, once. */
    Optional<Message> takeLastTo(Endpoint endpoint) {
        return Optional.ofNullable(lastTo.remove(endpoint));
    }

    /** What it said lately, to whomever. */
    List<byte[]> said() {
        return List.copyOf(said);
    }

    /** What it says it knows. */
    Message.View view() {
        return view;
    }

    /** That of what it said last to all. */
    long lastCounter() {
        return lastCounter;
    }

    /** For the next thing that somebody says to it. */
    long nextCounter() {
        return ++counter;
    }

    /** How often it said each kind of message. */
    Map<String, Integer> spoken() {
        return spoken;
    }

    /** How many entries it holds. */
    long held() {
        return Held.by(node);
    }

    /** How many peers it lists. */
    int listed() {
        return node.peers(GROUP).size();
    }

    void step(Input input) {
        if (input instanceof Input.Heard heard) {
            earnings.heard(heard.from(), heard.datagram().length, nanos);
            seals.read(heard.datagram()).ifPresent(ok -> earnings.heard(heard.from(), ok.message(), nanos));
        } else if (input instanceof Input.Join join) {
            groups.add(join.group());
        }
        node.step(new Moment(nanos, wall()), input, this);
        if (input instanceof Input.Leave leave) {
            groups.remove(leave.group());
            questions.remove(leave.group());
        } else if (input instanceof Input.Why why) {
            questions.merge(why.group(), 1, Integer::sum);
        }
    }

    /** Lets time pass, and does what is due when it is due. */
    void pass(long length) {
        long end = nanos + length;
        while (node.nextWake() <= end) {
            ticksAtOnce = node.nextWake() > nanos ? 0 : ticksAtOnce + 1;
            require(ticksAtOnce < MOST_TICKS_AT_ONCE, "wants to be woken again and again at one moment");
            nanos = Math.max(nanos, node.nextWake());
            step(new Input.Tick());
        }
        nanos = end;
    }

    /** It stands still for a while. */
    void stall(long length) {
        nanos += length;
    }

    void setWallAhead(Duration by) {
        wallAhead = by;
    }

    /** It lists no more than it may. */
    void requireBounded() {
        for (String group : groups) {
            long natives = node.peers(group).stream()
                    .filter(peer -> !peer.id().startsWith("classic:"))
                    .count();
            require(natives <= limits.peers(), "lists " + natives + " peers");
            require(node.peers(group).size() - natives <= Senders.MAX, "lists too many senders of beacons");
        }
    }

    private Instant wall() {
        return START.plusNanos(nanos).plus(wallAhead);
    }

    @Override
    public void cast(String interfaceName, byte[] beacon) {
        require(beacon.length <= MAX_BEACON, "casts a beacon of " + beacon.length + " bytes");
    }

    @Override
    public void multicast(byte[] datagram, boolean broadcastToo) {
        lastCounter = sent(datagram).header().counter();
    }

    @Override
    public void send(Endpoint to, byte[] datagram) {
        Message message = sent(datagram).message();
        require(to.port() != BEACON_PORT, "sends to the beacon's port");
        lastTo.put(to, message);
        earnings.sent(to, datagram.length, message, nanos);
    }

    @Override
    public void knock(Endpoint to, byte[] datagram) {
        send(to, datagram);
    }

    @Override
    public void emit(String group, Event event) {
        require(groups.contains(group), "tells a group that was not joined: " + group);
        if (event instanceof Event.Change change) {
            Evidence evidence = change.evidence();
            Stream.of(change.peer().name(), evidence.path(), evidence.reason())
                    .forEach(text -> require(Printable.is(text), "tells what must not be shown"));
        }
    }

    @Override
    public void answer(String group, long question, Answer answer) {
        questions.merge(group, -1, Integer::sum);
        require(groups.contains(group), "answers in a group that was not joined: " + group);
    }

    private Datagrams.Ok sent(byte[] datagram) {
        require(datagram.length <= Header.MAX_DATAGRAM, "says a datagram of " + datagram.length + " bytes");
        Datagrams.Ok ok = seals.read(datagram).orElseThrow(() -> new AssertionError("says what no node can read"));
        Message message = ok.message();
        spoken.merge(message.getClass().getSimpleName(), 1, Integer::sum);
        said.addLast(datagram);
        if (said.size() > REMEMBERED) {
            said.removeFirst();
        }
        if (message instanceof Message.Announce announce) {
            view = announce.view();
            require(Wire.readRecord(announce.record()).isPresent(), "announces a record that no node can read");
        } else if (message instanceof Message.Probe probe) {
            view = probe.view();
        }
        return ok;
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new AssertionError("at %.3f ms: it %s".formatted(nanos / 1e6, otherwise));
        }
    }
}
