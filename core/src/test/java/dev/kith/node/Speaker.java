package dev.kith.node;

import dev.kith.peer.Accounts;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** A node that is spoken to by hand, in virtual time. */
final class Speaker implements Outbox {
    /** What the speakers of one test share. */
    static final class Time {
        long millis = 1000;
    }

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    final List<Object> told = new ArrayList<>();
    final List<Map.Entry<Endpoint, byte[]>> sent = new ArrayList<>();
    final Map<Long, Answer> answers = new TreeMap<>();
    private final List<byte[]> toAll = new ArrayList<>();
    final Endpoint own;
    final Node node;
    private final Time time;
    private long asleepMillis;
    long aheadMillis;

    Speaker(Time time, Endpoint own, Limits limits) {
        this(time, own, limits, Ed25519.generate());
    }

    Speaker(Time time, Endpoint own, Limits limits, Identity identity) {
        this(time, own, limits, identity, false);
    }

    /** One that only looks. */
    static Speaker passive(Time time, Endpoint own) {
        return new Speaker(time, own, Limits.DEFAULT, Ed25519.generate(), true);
    }

    private Speaker(Time time, Endpoint own, Limits limits, Identity identity, boolean passive) {
        this.time = time;
        byte[] seed = new byte[Secrets.SEED_BYTES];
        seed[0] = (byte) own.port();
        seed[1] = (byte) own.ip().hashCode();
        seed[2] = (byte) time.millis;
        Node.Credentials credentials = new Node.Credentials(identity, new Secrets(seed));
        this.own = own;
        this.node = new Node(new Node.Setup(() -> credentials, new Ed25519(), limits, passive, true));
        step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(own), 1));
    }

    void join(String name) {
        step(new Input.Join("lobby", Node.about(name, Map.of(), Map.of())));
    }

    void hear(Endpoint from, Via via, byte[] datagram) {
        step(new Input.Heard(from, "eth0", via, datagram));
    }

    void step(Input input) {
        node.step(now(), input, this);
    }

    private Moment now() {
        return new Moment((time.millis - asleepMillis) * 1_000_000, START.plusMillis(time.millis + aheadMillis));
    }

    Reachability.Survey survey() {
        return node.survey(now(), "lobby").orElseThrow();
    }

    /** Its host is suspended: its monotonic clock stands still, and the wall clock does not. */
    void sleepMillis(long length) {
        asleepMillis += length;
        time.millis += length;
        step(new Input.Woke());
    }

    int saidToAll() {
        return toAll.size();
    }

    long announcements() {
        return toAll.stream()
                .filter(said -> ((Datagrams.Ok) Datagrams.decode(said)).message() instanceof Message.Announce)
                .count();
    }

    void passMillis(long length) {
        for (long end = time.millis + length; time.millis < end; time.millis++) {
            step(new Input.Tick());
        }
    }

    byte[] lastToAll() {
        return toAll.get(toAll.size() - 1);
    }

    /** A message as it would send it. */
    byte[] say(Message message) {
        Datagrams.Ok last = (Datagrams.Ok) Datagrams.decode(lastToAll());
        return Datagrams.encode(last.header(), message);
    }

    List<Message> sentTo(Endpoint to) {
        return sent.stream()
                .filter(entry -> entry.getKey().equals(to))
                .map(entry -> ((Datagrams.Ok) Datagrams.decode(entry.getValue())).message())
                .toList();
    }

    /** Has another hear what was sent to it; the answer is whether there was anything. */
    boolean deliver(Speaker other) {
        List<byte[]> forOther = sent.stream()
                .filter(entry -> entry.getKey().equals(other.own))
                .map(Map.Entry::getValue)
                .toList();
        sent.clear();
        forOther.forEach(datagram -> other.hear(own, Via.UNICAST, datagram));
        return !forOther.isEmpty();
    }

    /** What the two send each other, until neither sends any more. */
    static void exchange(Speaker one, Speaker other) {
        boolean more = true;
        while (more) {
            boolean toOne = other.deliver(one);
            more = one.deliver(other) || toOne;
        }
    }

    /** What any of them sent to another comes in. */
    static void deliverAll(List<Speaker> all) {
        for (Speaker one : all) {
            List.copyOf(one.sent)
                    .forEach(sent -> all.stream()
                            .filter(other -> other.own.equals(sent.getKey()))
                            .forEach(other -> other.hear(one.own, Via.UNICAST, sent.getValue())));
            one.sent.clear();
        }
    }

    /** The answer to a question, which is over. */
    Accounts accounts(long question) {
        return Optional.ofNullable((Accounts) answers.get(question))
                .orElseThrow(() -> new AssertionError(own + " has no answer to " + question));
    }

    List<String> names() {
        return node.peers("lobby").stream().map(Peer::name).toList();
    }

    Peer peer(String name) {
        return node.peers("lobby").stream()
                .filter(peer -> peer.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError(own + " has no " + name));
    }

    @Override
    public void cast(String interfaceName, byte[] beacon) {
        throw new AssertionError("nobody casts here");
    }

    @Override
    public void multicast(byte[] datagram, boolean broadcastToo) {
        toAll.add(datagram);
    }

    @Override
    public void send(Endpoint to, byte[] datagram) {
        sent.add(Map.entry(to, datagram));
    }

    @Override
    public void knock(Endpoint to, byte[] datagram) {
        send(to, datagram);
    }

    @Override
    public void emit(String group, Event event) {
        told.add(event);
    }

    @Override
    public void answer(String group, long question, Answer answer) {
        answers.put(question, answer);
    }

    static Endpoint at(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
