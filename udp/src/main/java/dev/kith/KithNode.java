package dev.kith;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Reachability.Survey;
import dev.kith.text.Label;
import dev.kith.trust.Access;
import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Secrets;
import dev.kith.udp.Audience;
import dev.kith.udp.Driver;
import dev.kith.udp.Plan;
import dev.kith.wire.Records;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A running node: an identity, the sockets and one thread; in as many groups as it is joined to. Opened by
 * {@link Kith#open}. Every method may be called from any thread.
 */
public final class KithNode implements AutoCloseable {
    private static final Admission.Ready EVERYBODY = new Admission.Ready(Access.OPEN, Optional.empty());

    private final Config config;
    private final Object lock = new Object();
    /** In the order they were joined. */
    private final Map<String, Kith> joined = new LinkedHashMap<>();

    private boolean closed;

    private final Object casting = new Object();
    private Optional<String> castName = Optional.empty();
    private volatile Map<String, Long> rejected = Map.of();
    private List<Event.Degraded> degraded = List.of();
    private volatile List<String> interfaces = List.of();
    private volatile List<Endpoint> endpoints = List.of();
    private final Driver driver;

    private KithNode(Config config) throws IOException {
        this.config = config;
        Optional<Identity> kept = config.identity().isPresent()
                ? Optional.of(IdentityFile.open(config.identity().get()))
                : Optional.empty();
        CompletableFuture<Node.Credentials> credentials =
                CompletableFuture.supplyAsync(() -> credentials(kept), KithNode::inBackground);
        Node.Setup setup = new Node.Setup(
                credentials::join,
                new Ed25519(),
                config.limits(),
                config.passive(),
                config.reach().relays());
        Plan.Shared toAll = new Plan.Shared(config.multicast(), config.multicast6(), config.port());
        Plan plan = new Plan(
                config.interfaces(),
                Optional.of(toAll),
                config.hops(),
                config.classic(),
                config.passive(),
                new Plan.Own(config.reach().ownPort(), config.reach().advertised()));
        this.driver = Driver.open(plan, setup, new Hub());
    }

    static KithNode open(Config config) throws IOException {
        return new KithNode(config);
    }

    /**
     * Joins a group.
     *
     * @param group 1 to 64 bytes of UTF-8 without control characters
     * @param me says who this node is there
     * @throws IllegalArgumentException if the group or a setting breaks its rule, or the group was joined already
     * @throws IllegalStateException if the node is closed
     * @throws IOException if a candidate source cannot be opened
     */
    public Kith join(String group, Consumer<Me> me) throws IOException {
        return join(Label.require("group", group), EVERYBODY, Me.filledBy(me), false);
    }

    /**
     * Joins a group that may be closed.
     *
     * @param group 1 to 64 bytes of UTF-8 without control characters
     * @param admission who may be in it
     * @param me says who this node is there
     * @throws IllegalArgumentException if the group, a key, its file or a setting breaks its rule, or the group was joined already
     * @throws IllegalStateException if the node is closed
     * @throws IOException if a candidate source cannot be opened
     */
    public Kith join(String group, Admission admission, Consumer<Me> me) throws IOException {
        return join(group, admission.ready(Label.require("group", group)), Me.filledBy(me), false);
    }

    Kith join(String group, Admission.Ready admission, Me me, boolean closesNode) throws IOException {
        Sources sources = Sources.open(config, group);
        Kith kith = new Kith(this, group, admission, me, closesNode);
        try {
            register(kith);
            driver.command(new Input.Join(group, Node.about(me.name(), me.meta(), me.services()), admission.access()));
            cast();
            kith.begin(sources);
            // Whoever closed the node meanwhile may have left the group before it had anything to end.
            requireOpen();
            return kith;
        } catch (Throwable refused) {
            kith.leave();
            sources.close();
            throw refused;
        }
    }

    private void register(Kith kith) {
        synchronized (lock) {
            requireOpen();
            if (joined.putIfAbsent(kith.group(), kith) != null) {
                throw new IllegalArgumentException("group '" + kith.group() + "' was joined already");
            }
        }
    }

    private void requireOpen() {
        synchronized (lock) {
            if (closed) {
                throw new IllegalStateException("the node is closed");
            }
        }
    }

    /** Casts the beacon by the name in the group that was joined first, of those whose names are public; not at all in none. */
    private void cast() {
        if (!config.classic() || config.passive()) {
            return;
        }
        // A lock of its own: the loop, which is waited for here, needs the other one to tell.
        synchronized (casting) {
            Optional<String> name;
            synchronized (lock) {
                name = joined.values().stream()
                        .filter(Kith::isClassic)
                        .findFirst()
                        .map(kith -> kith.self().name());
            }
            if (!name.equals(castName)) {
                driver.command(new Input.Cast(name));
                castName = name;
            }
        }
    }

    /** The names of the interfaces in use now. */
    public List<String> interfaces() {
        return interfaces;
    }

    /**
     * What this node says to all, and hears so, by each interface and way.
     *
     * @throws IllegalStateException if the node is closed
     */
    public List<LinkHealth> links() {
        return driver.links();
    }

    /** What this node cannot do as it should now, and since when; empty when all is well. */
    public List<Event.Degraded> degraded() {
        synchronized (lock) {
            return degraded;
        }
    }

    /** How many datagrams and records were not believed so far, by reason. */
    public Map<String, Long> rejected() {
        return rejected;
    }

    /** Says goodbye in every group, closes every socket and ends every feed. Waits for that; may be called again. */
    @Override
    public void close() {
        List<Kith> leaving;
        synchronized (lock) {
            closed = true;
            leaving = new ArrayList<>(joined.values());
        }
        leaving.forEach(Kith::leave);
        driver.close();
    }

    List<Endpoint> endpoints() {
        return endpoints;
    }

    void update(Kith kith, Me me) {
        command(kith, new Input.Update(kith.group(), Node.about(me.name(), me.meta(), me.services())));
    }

    void rekey(Kith kith, KeyRing keys) {
        command(kith, new Input.Rekey(kith.group(), keys));
    }

    void name(Kith kith, Input.Candidates candidates) {
        command(kith, candidates);
    }

    Survey survey(Kith kith) {
        return driver.look((node, now) -> isJoined(kith) ? node.survey(now, kith.group()) : Optional.<Survey>empty())
                .orElseThrow(KithNode::membershipClosed);
    }

    private void command(Kith kith, Input input) {
        requireJoined(kith);
        try {
            driver.command(input);
        } catch (IllegalArgumentException refused) {
            // Of a group that was left meanwhile the node says that it was not joined.
            requireJoined(kith);
            throw refused;
        }
    }

    private void requireJoined(Kith kith) {
        if (!isJoined(kith)) {
            throw membershipClosed();
        }
    }

    /** Not, too, where another of the same group has been joined since. */
    private boolean isJoined(Kith kith) {
        synchronized (lock) {
            return joined.get(kith.group()) == kith;
        }
    }

    private static IllegalStateException membershipClosed() {
        return new IllegalStateException("the membership is closed");
    }

    /** Lends its own port to a source whose datagrams begin with that byte. */
    OwnPort lend(byte firstByte) {
        return new OwnPort(driver.otherProtocols(), firstByte);
    }

    /** Asks others something; the answer comes by {@link Kith#answered}. */
    void ask(Input question) {
        driver.command(question);
    }

    /** What a membership tells has changed. */
    void updated() {
        cast();
    }

    void leave(Kith kith) {
        if (!forget(kith)) {
            return;
        }
        try {
            driver.command(new Input.Leave(kith.group()));
            cast();
        } catch (IllegalArgumentException | IllegalStateException goneAlready) {
            // What was to be done is done.
        }
    }

    /** The answer is whether it was joined: another of the same group may have been joined since. */
    private boolean forget(Kith kith) {
        synchronized (lock) {
            return joined.remove(kith.group(), kith);
        }
    }

    private static Node.Credentials credentials(Optional<Identity> kept) {
        byte[] seed = new byte[Secrets.SEED_BYTES];
        new SecureRandom().nextBytes(seed);
        return new Node.Credentials(kept.orElseGet(Ed25519::generate), new Secrets(seed));
    }

    /** The first key pair of a JVM takes longer than opening the sockets; so both are done at once. */
    private static void inBackground(Runnable work) {
        Thread thread = new Thread(work, "kith-identity");
        thread.setDaemon(true);
        thread.start();
    }

    /** Takes what the loop tells to the groups. */
    private final class Hub implements Audience {
        private final Map<String, List<Event>> news = new TreeMap<>();

        @Override
        public void news(String group, Event event) {
            news.computeIfAbsent(group, any -> new ArrayList<>()).add(event);
        }

        @Override
        public void told(Node node, boolean whole, List<Event.Degraded> standing) {
            rejected = node.rejected();
            synchronized (lock) {
                List<Event> arose = new ArrayList<>(standing);
                arose.removeAll(degraded);
                degraded = standing;
                joined.forEach((group, kith) -> {
                    List<Event> events = new ArrayList<>(arose);
                    events.addAll(news.getOrDefault(group, List.of()));
                    kith.told(node, whole, events, standing);
                });
            }
            news.clear();
        }

        @Override
        public void answered(String group, long question, Answer answer) {
            synchronized (lock) {
                Optional.ofNullable(joined.get(group)).ifPresent(kith -> kith.answered(question, answer));
            }
        }

        @Override
        public void onNetwork(List<String> names, List<Endpoint> own) {
            interfaces = names;
            endpoints = own.stream().filter(Records::mayBeOfANode).toList();
        }

        @Override
        public void ended() {
            synchronized (lock) {
                joined.values().forEach(Kith::ended);
            }
        }
    }
}
