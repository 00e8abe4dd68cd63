package dev.kith;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Accounts;
import dev.kith.peer.Answer;
import dev.kith.peer.Candidate;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Pong;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Status;
import dev.kith.text.Label;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/**
 * A membership: this node in one group, who else is there, and the news of it.
 *
 * <pre>{@code
 * try (Kith kith = Kith.join("lobby", me -> me.name("alice").service("http", 8080))) {
 *     kith.peers().forEach(System.out::println);
 *     kith.onChange(System.out::println);
 *     kith.update(me -> me.meta("status", "ready"));
 * }
 * }</pre>
 *
 * <p>Every method may be called from any thread. The node has one daemon thread; nothing an application does with the
 * values it is given can slow it.
 */
public final class Kith implements AutoCloseable {

    private final KithNode node;
    private final String group;
    private final Admission.Ready admission;
    private Optional<Sources> sources = Optional.empty();
    private final boolean closesNode;
    private final Instant started = Instant.now();

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Feeds feeds = new Feeds();

    private final Inquiries inquiries = new Inquiries();
    private final Object updating = new Object();
    private volatile Me me;
    private Optional<KeyWatch> keys = Optional.empty();
    private boolean ended;
    private boolean hasRoster;
    private volatile List<Peer> peers = List.of();
    private volatile List<Candidate> candidates = List.of();
    private volatile List<Event.Degraded> degraded = List.of();
    private volatile Optional<PeerId> id = Optional.empty();

    Kith(KithNode node, String group, Admission.Ready admission, Me me, boolean closesNode) {
        this.node = node;
        this.group = group;
        this.admission = admission;
        this.me = me;
        this.closesNode = closesNode;
    }

    /**
     * Opens a node, to be joined to groups.
     *
     * @throws IOException if the network cannot be opened: no usable interface, no socket, or the port is not permitted to
     *     this user or held by a program that does not share it
     */
    public static KithNode open(Config config) throws IOException {
        return KithNode.open(config);
    }

    /**
     * Opens a node with every setting as it is by default and joins it to a group; closing it closes both.
     *
     * @param group 1 to 64 bytes of UTF-8 without control characters
     * @param me says who this node is, see {@link Me}
     * @throws IOException if the network cannot be opened
     * @throws IllegalArgumentException if the group or a setting breaks its rule; nothing stays open then
     */
    public static Kith join(String group, Consumer<Me> me) throws IOException {
        return join(Config.defaults(), group, me);
    }

    /** As {@link #join(String, Consumer)}, with settings. */
    public static Kith join(Config config, String group, Consumer<Me> me) throws IOException {
        return join(config, group, Admission.open(), me);
    }

    /** As {@link #join(String, Consumer)}, in a group that may be closed. */
    public static Kith join(String group, Admission admission, Consumer<Me> me) throws IOException {
        return join(Config.defaults(), group, admission, me);
    }

    /**
     * As {@link #join(String, Consumer)}, with settings, in a group that may be closed.
     *
     * @param admission who may be in it
     * @throws IOException if the network cannot be opened
     */
    public static Kith join(Config config, String group, Admission admission, Consumer<Me> me) throws IOException {
        Label.require("group", group);
        Me filled = Me.filledBy(me);
        Admission.Ready ready = admission.ready(group);
        KithNode node = KithNode.open(config);
        try {
            return node.join(group, ready, filled, true);
        } catch (Throwable refused) {
            node.close();
            throw refused;
        }
    }

    /** The node this membership is of. */
    public KithNode node() {
        return node;
    }

    /** The group's name. */
    public String group() {
        return group;
    }

    /** Whether only those are let in who have the group's key. */
    public boolean isClosed() {
        return !admission.access().keys().isOpen();
    }

    boolean isClassic() {
        return admission.access().classic();
    }

    /**
     * Everybody known in this run, those lost and left too, as of now: immutable, in no order to rely on. When each was heard
     * last, and how soon it answers where, is looked at once a second.
     */
    public List<Peer> peers() {
        return peers;
    }

    /** This node as others would list it. */
    public Peer self() {
        return me.asPeer(id.map(PeerId::toString).orElse(""), node.endpoints(), node.interfaces(), started);
    }

    /**
     * Tells something new; what is not set stays as it was.
     *
     * @throws IllegalArgumentException if a setting breaks its rule; nothing was changed then
     * @throws IllegalStateException if the membership or its node is closed
     */
    public void update(Consumer<Me> change) {
        // A lock of its own: the loop, which is waited for here, needs the other one to tell.
        synchronized (updating) {
            Me next = me.changedBy(change);
            node.update(this, next);
            me = next;
            node.updated();
        }
    }

    /** A new feed of the news, beginning with the peers there are now and what is degraded. */
    public Feed feed() {
        lock.lock();
        try {
            Evidence evidence = new Evidence(List.of(), "", "it was here before this feed");
            Feed feed = new Feed(peers.stream()
                    .filter(Kith::isPresent)
                    .map(peer -> new Event.Change(Event.What.JOINED, peer, evidence, peer.since()))
                    .toList());
            degraded.forEach(feed::offer);
            feeds.add(feed);
            if (ended) {
                feed.close();
            }
            return feed;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Calls {@code listener} for each event, on a daemon thread of its own, one after the other, beginning with the peers
     * there are now. A listener that throws is logged and called again for the next event.
     *
     * @return closes to end it
     */
    public Listening onChange(Consumer<? super Event> listener) {
        return Listening.on(feed(), listener, Listening.OWN_THREAD);
    }

    /** As {@link #onChange(Consumer)}, each event handed to {@code executor} when the last is done; one that it refuses is logged. */
    public Listening onChange(Consumer<? super Event> listener, Executor executor) {
        return Listening.on(feed(), listener, executor);
    }

    /** The news as a publisher; each subscriber begins with the peers there are then, and asks for as many as it wants. */
    public Flow.Publisher<Event> publisher() {
        return subscriber -> {
            Objects.requireNonNull(subscriber, "subscriber");
            Publishing.subscribe(feed(), subscriber);
        };
    }

    /**
     * Waits until at least {@code count} peers are there.
     *
     * @return whether they were in time; not, too, when the membership is closed meanwhile
     */
    public boolean await(int count, Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Feed.nanos(atMost);
            while (present() < count && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return present() >= count;
        } finally {
            lock.unlock();
        }
    }

    /**
     * Waits until the whole roster of somebody else in the group has come, so that everybody is known whom that one knew.
     *
     * @return whether it has in time; not, too, when there is nobody, or the node only looks
     */
    public boolean awaitRoster(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = Feed.nanos(atMost);
            while (!hasRoster && !ended && left > 0) {
                left = changed.awaitNanos(left);
            }
            return hasRoster;
        } finally {
            lock.unlock();
        }
    }

    /**
     * The peers known in this run that are meant by what a person typed: a name, an id or its first four digits or more, a name
     * and such a beginning as in {@code anna·3f9a}, or an address with or without port. None, one, or several.
     *
     * @throws IllegalArgumentException if {@code peer} is empty, over 255 bytes of UTF-8, or holds control characters
     */
    public List<Peer> find(String peer) {
        PeerReference meant = PeerText.parse(peer);
        return peers.stream().filter(meant::means).toList();
    }

    /**
     * Asks everybody who is there what became of a peer, and why. Each keeps the last {@value Past#KEPT} changes of each peer it
     * knows, those too that are lost or left. Waits until all have answered, or do not after five questions in 1.5 s, or the time
     * is over. A node that only looks asks nobody and has its own account alone.
     *
     * @param peer as for {@link #find}
     * @param atMost how long to wait
     * @return who knows what; where several are meant, accounts without changes of each
     * @throws IllegalArgumentException if {@code peer} breaks its rule, or eight such questions are waiting already
     * @throws IllegalStateException if the membership or its node is closed, or is meanwhile
     */
    public Accounts why(String peer, Duration atMost) throws InterruptedException {
        PeerReference meant = PeerText.parse(peer);
        long time = Inquiries.nanos(atMost);
        return (Accounts) inquiries.ask(question -> node.ask(new Input.Why(group, question, meant, time)));
    }

    /**
     * Asks a peer now whether it is there, at all of its addresses at once, and waits for the first answer.
     *
     * @param atMost how long to wait; one question is sent to each address in that time
     * @return the answer and the way it came; nothing if none came in time, and at once if the peer is not known in this run
     *     any more, has no identity, or this node only looks
     * @throws IllegalArgumentException if 64 such questions are waiting already
     * @throws IllegalStateException if the membership or its node is closed, or is meanwhile
     */
    public Optional<Pong> ping(Peer peer, Duration atMost) throws InterruptedException {
        Optional<PeerId> to = PeerId.parse(peer.id());
        long time = Inquiries.nanos(atMost);
        Answer answer = to.isEmpty()
                ? new Answer.None()
                : inquiries.ask(asked -> node.ask(new Input.Ping(group, asked, to.get(), time)));
        return answer instanceof Pong pong ? Optional.of(pong) : Optional.empty();
    }

    /** Says goodbye, and ends every feed; closes the node too if it was opened by {@link #join}. May be called again. */
    @Override
    public void close() {
        try {
            leave();
        } finally {
            if (closesNode) {
                node.close();
            }
        }
    }

    /** The addresses at which members may be, as candidate sources name them, and what became of each. */
    public List<Candidate> candidates() {
        return candidates;
    }

    /**
     * By which ways this node and each peer that is there reach each other now, and what others see of it.
     *
     * @throws IllegalStateException if the membership or its node is closed
     */
    public Survey survey() {
        return node.survey(this);
    }

    /** How the candidate sources do, in the order they were set. */
    public List<SourceState> sources() {
        return sources.map(Sources::states).orElse(List.of());
    }

    /** Follows what becomes of the key file, if there is one, and asks the candidate sources. */
    void begin(Sources wanted) {
        sources = Optional.of(wanted);
        wanted.start(new SourceLoop.Ends(this::peers, named -> node.name(this, named), this::degrade, node::lend));
        keys = admission.file().map(file -> new KeyWatch(file, ring -> node.rekey(this, ring), this::degrade));
    }

    private void degrade(String reason) {
        lock.lock();
        try {
            feeds.offer(List.of(new Event.Degraded(reason, Instant.now())), degraded);
        } finally {
            lock.unlock();
        }
    }

    void leave() {
        inquiries.end();
        try {
            keys.ifPresent(KeyWatch::close);
            sources.ifPresent(Sources::end);
        } finally {
            node.leave(this);
        }
        sources.ifPresent(Sources::close);
        ended();
    }

    void told(Node as, boolean whole, List<Event> news, List<Event.Degraded> standing) {
        lock.lock();
        try {
            peers = whole ? as.peers(group) : as.peersForNews(group);
            candidates = as.candidates(group);
            degraded = standing;
            id = as.id(group);
            hasRoster = as.hasRosterOfAnother(group);
            feeds.offer(news, standing);
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    void answered(long question, Answer answer) {
        inquiries.answered(question, answer);
    }

    void ended() {
        inquiries.end();
        lock.lock();
        try {
            ended = true;
            feeds.close();
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    private long present() {
        return peers.stream().filter(Kith::isPresent).count();
    }

    private static boolean isPresent(Peer peer) {
        return peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT;
    }
}
