package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.join.Announcements;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Subnet;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.spread.Reach;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.time.Timers;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.View;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings news to those whom what is said to all does not reach: a node's own news to a few of them, who pass it on to a few
 * others each, as every node does that learned of it so (an epidemic); and any news to those it watches who are known to hear nothing.
 */
final class Spreading {
    private static final int MORE_THAN_LOG = 3;
    private static final int MAX_GOODBYES = 64;
    private static final int MAX_CONTACTS = 64;
    private static final int MAX_REMEMBERED = 1024;
    /** Whatever others make up: so many datagrams a second go to spread it. */
    private static final int MOST_A_SECOND = 256;

    private static final int MOST_A_SECOND_TO_ONE = 64;

    /** By then an announcement and its repeat have come, where they come at all. */
    private static final long CHECK_AFTER = 150_000_000L;
    /** A goodbye that came by one way has come by the other by then. */
    private static final long OTHER_WAY_WITHIN = 50_000_000L;

    private record Version(long incarnation, long version) {
        static Version of(NodeRecord record) {
            return new Version(record.incarnation(), record.version());
        }

        /** Written out, since the JVM would make it at the start, where the first answers wait. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Version that && incarnation == that.incarnation && version == that.version;
        }

        @Override
        public int hashCode() {
            return Long.hashCode(version);
        }
    }

    /** How a record is to go on: to anybody, or to those alone that said so to this node alone, since all others heard it. */
    private record Waiting(Version version, boolean urgent, boolean wasToAll) {}

    /** Where a peer answered, and how long that took. */
    record Answer(Endpoint at, Duration rtt) {}

    private final Self self;
    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Secrets secrets;
    private final Reach reach = new Reach();
    /** What came from one to this node alone, and is passed on once it is verified. */
    private final Map<PeerId, Waiting> toPassOn = Recent.byAge(MAX_REMEMBERED);
    /** Who sought this node at a named address lately, or was found so: they may be where nothing comes that is said to all. */
    private final Set<PeerId> contacts = Collections.newSetFromMap(Recent.byAge(MAX_CONTACTS));
    /** Who was told of this node itself, and of which version. */
    private final Map<PeerId, Version> told = Recent.byUse(MAX_REMEMBERED);

    /** Goodbyes that came to this node alone so far. */
    private final Map<PeerId, RelayedGoodbye> saidAlone = Recent.byAge(MAX_REMEMBERED);

    private final Timers<PeerId> passAlone = new Timers<>();
    private Set<Subnet> ownSubnets = Set.of();
    private Optional<Version> announced = Optional.empty();
    private Optional<Version> spread = Optional.empty();
    private long checkAt = Long.MAX_VALUE;
    private final PerSecond<Endpoint> turns = new PerSecond<>(MOST_A_SECOND, MOST_A_SECOND_TO_ONE);

    Spreading(Self self, String group, Roster roster, Speaking speaking, Secrets secrets) {
        this.self = self;
        this.group = group;
        this.roster = roster;
        this.speaking = speaking;
        this.secrets = secrets;
    }

    /** The host has these addresses. */
    void arrived(List<Endpoint> own) {
        ownSubnets = own.stream().map(at -> Subnet.of(at.ip())).collect(Collectors.toSet());
    }

    /** This node announced itself to all. */
    void announced(Moment now, long counter, Outbox out) {
        reach.said(counter, now.nanos());
        Optional<Version> version = Optional.of(Version.of(self.record()));
        if (!version.equals(announced)) {
            announced = version;
            checkAt = now.nanos() + CHECK_AFTER;
            spreadOwn(now, out);
        }
    }

    /** A peer answered, and so showed what it hears of this node. */
    void answered(Moment now, Entry peer, Ack ack, Answer answer, Outbox out) {
        Subnet subnet = Subnet.of(answer.at().ip());
        long asked = now.nanos() - answer.rtt().toNanos();
        Reach.Change change = reach.answered(peer.id(), subnet, ack.heard(), asked, peer.statusSince());
        if (change == Reach.Change.OUT_OF_REACH) {
            spreadOwn(now, out);
        }
        if (reach.takeToTell(subnet)) {
            sayOutOfReach(now, subnet, out);
        }
        if (misses(peer.id())) {
            tell(now, peer, answer.at(), out);
        }
    }

    /** Of its own subnets, and of those that it reached before: nobody expects it to come to others. */
    private void sayOutOfReach(Moment now, Subnet subnet, Outbox out) {
        boolean wasReached = reach.wasReached(subnet);
        if (wasReached || ownSubnets.contains(subnet)) {
            String reason = "what is said to all does not come to %s%s; news goes from peer to peer"
                    .formatted(subnet, wasReached ? " any more" : "");
            out.emit(group, new Event.Degraded(reason, now.wall()));
        }
    }

    /** Everybody that is there, and how each is reached. */
    List<Reachability> reachability() {
        return roster.entries().stream()
                .filter(Entry::isPresent)
                .map(this::reachability)
                .toList();
    }

    /** How this node and one peer reach each other. */
    Reachability reachability(Entry entry) {
        return entry.reachability(reach.isReached(entry.id()));
    }

    /**
     * A record came to this node alone, of which others may not have heard: once it is verified, it is passed on.
     *
     * @param urgent whether it is likely that nobody else has heard of it, so that it cannot wait for idle time
     */
    void cameAlone(NodeRecord record, boolean urgent) {
        if (isNew(record)) {
            toPassOn.put(record.id(), new Waiting(Version.of(record), urgent, false));
        }
    }

    /** A record came to all: once it is verified, it is passed on to those who may not have heard it. */
    void cameToAll(NodeRecord record) {
        if (!contacts.isEmpty() && isNew(record)) {
            Version version = Version.of(record);
            Waiting before = toPassOn.get(record.id());
            if (before == null || !before.version().equals(version)) {
                toPassOn.put(record.id(), new Waiting(version, false, true));
            }
        }
    }

    /** A peer sought this node at an address that was named to it, or was found at one. */
    void contacted(PeerId peer) {
        contacts.add(peer);
    }

    private boolean isNew(NodeRecord record) {
        return roster.find(record.id())
                .map(entry -> !entry.isVerified() || record.supersedes(entry.record()))
                .orElse(true);
    }

    /** Whether others wait for this node to verify what it knows of a peer and pass it on. */
    boolean isUrgent(PeerId id) {
        Waiting waiting = toPassOn.get(id);
        return waiting != null && waiting.urgent();
    }

    /** Something new of a peer is known and verified. */
    void learned(Moment now, NodeRecord record, Outbox out) {
        Waiting waiting = toPassOn.remove(record.id());
        boolean waited = waiting != null && waiting.version().equals(Version.of(record));
        boolean onward = waited && !waiting.wasToAll();
        pass(now, record.id(), new Relay(onward, record.bytes()), onward, out);
        if (waited && waiting.wasToAll()) {
            passToContacts(now, record.id(), new Relay(true, record.bytes()), out);
        }
    }

    /** A peer said goodbye; when it said so to this node alone, it may be that all others were not told. */
    void left(Moment now, Source source, RelayedGoodbye goodbye, Outbox out) {
        if (source.direct() && source.via() == Via.UNICAST) {
            saidAlone.put(
                    goodbye.subject(),
                    new RelayedGoodbye(true, goodbye.subject(), goodbye.incarnation(), goodbye.secret()));
            passAlone.arm(goodbye.subject(), now.nanos() + OTHER_WAY_WITHIN);
        } else if (source.direct()) {
            passToContacts(
                    now,
                    goodbye.subject(),
                    new RelayedGoodbye(true, goodbye.subject(), goodbye.incarnation(), goodbye.secret()),
                    out);
        }
        pass(now, goodbye.subject(), goodbye, goodbye.onward(), out);
    }

    /** A goodbye came again, to all this time. */
    void leftAgain(PeerId subject) {
        saidAlone.remove(subject);
    }

    /** Says goodbye to each of those who may not hear it otherwise, and to those who watch this node, who pass it on. */
    void leave(Moment now, Goodbye goodbye, Outbox out) {
        Set<PeerId> to = new LinkedHashSet<>(roster.rings().watchersOf(self.id(), id -> false));
        roster.entries().stream().filter(this::isOutOfReach).limit(MAX_GOODBYES).forEach(entry -> to.add(entry.id()));
        to.forEach(id -> bestPath(id).ifPresent(path -> speaking.send(now, path, goodbye, out)));
    }

    /** Whether a peer, as far as is known, does not hear what this node says to all. */
    boolean isOutOfReach(Entry entry) {
        if (!entry.isPresent()) {
            return false;
        }
        Optional<Endpoint> path = entry.paths().bestFirst().stream().findFirst();
        return path.isPresent()
                && reach.isReached(entry.id())
                        .map(reached -> !reached)
                        .orElse(!entry.wasHeardByMulticast()
                                || reach.isOutOfReach(Subnet.of(path.get().ip())));
    }

    long nextWake() {
        return Math.min(checkAt, passAlone.next());
    }

    /** Whom to ask now, to see whether the news of this node reached them: nobody most of the time. */
    Set<PeerId> takeToCheck(long now) {
        if (now < checkAt) {
            return Set.of();
        }
        checkAt = Long.MAX_VALUE;
        return watched();
    }

    void tick(Moment now, Outbox out) {
        for (var due = passAlone.takeDue(now.nanos()); due.isPresent(); due = passAlone.takeDue(now.nanos())) {
            Optional.ofNullable(saidAlone.remove(due.get()))
                    .ifPresent(goodbye -> pass(now, goodbye.subject(), goodbye, true, out));
        }
    }

    /** To those it watches who hear nothing; and, if it is to go onward, to a few of all, whoever they are. */
    private void pass(Moment now, PeerId subject, Message relay, boolean onward, Outbox out) {
        Set<PeerId> to = new LinkedHashSet<>();
        watched().stream().filter(this::misses).forEach(to::add);
        if (onward) {
            to.addAll(some(roster.rings().all()));
        }
        to.remove(subject);
        to.forEach(id -> bestPath(id).ifPresent(path -> send(now, path, relay, out)));
    }

    /** To a few of those who came to this node alone and are not known to hear what is said to all. */
    private void passToContacts(Moment now, PeerId subject, Message relay, Outbox out) {
        List<PeerId> to = new ArrayList<>(contacts);
        to.removeIf(id -> id.equals(subject) || reach.isReached(id).orElse(false));
        Collections.rotate(to, (int) secrets.nextLong());
        to.stream().flatMap(id -> bestPath(id).stream()).limit(enough()).forEach(path -> send(now, path, relay, out));
    }

    /** This node's own record, to a few of those who have not heard of it otherwise. */
    private void spreadOwn(Moment now, Outbox out) {
        Version version = Version.of(self.record());
        if (!Optional.of(version).equals(spread)) {
            List<PeerId> to = some(roster.entries().stream()
                    .filter(this::isOutOfReach)
                    .map(Entry::id)
                    .toList());
            spread = to.isEmpty() ? spread : Optional.of(version);
            to.forEach(id ->
                    roster.find(id).ifPresent(entry -> bestPath(id).ifPresent(path -> tell(now, entry, path, out))));
        }
    }

    private void tell(Moment now, Entry peer, Endpoint at, Outbox out) {
        Version version = Version.of(self.record());
        if (!version.equals(told.put(peer.id(), version))) {
            View view =
                    new View(roster.fingerprint().count(), roster.fingerprint().value());
            send(now, at, new Announce(view, Announcements.STEADY, self.record().bytes()), out);
        }
    }

    /**
     * Of these peers as many as it takes for news to come to all but few, when each passes it on to as many. All are as likely to
     * be among them: whoever was seldom would hear of little.
     */
    private List<PeerId> some(List<PeerId> of) {
        List<PeerId> left = new ArrayList<>(of);
        List<PeerId> some = new ArrayList<>();
        int enough = enough();
        while (some.size() < enough && !left.isEmpty()) {
            Collections.swap(left, (int) Math.floorMod(secrets.nextLong(), (long) left.size()), left.size() - 1);
            PeerId next = left.remove(left.size() - 1);
            if (roster.find(next)
                    .filter(entry -> entry.status() == Status.ALIVE)
                    .isPresent()) {
                some.add(next);
            }
        }
        return some;
    }

    private int enough() {
        return (int) Math.ceil(Math.log(roster.fingerprint().count())) + MORE_THAN_LOG;
    }

    private boolean misses(PeerId id) {
        return reach.isReached(id).filter(reached -> !reached).isPresent();
    }

    private Set<PeerId> watched() {
        return roster.rings().watchedBy(self.id(), id -> false);
    }

    private void send(Moment now, Endpoint to, Message message, Outbox out) {
        if (turns.take(to, now.nanos())) {
            speaking.send(now, to, message, out);
        }
    }

    private Optional<Endpoint> bestPath(PeerId id) {
        return roster.find(id)
                .filter(entry -> entry.status() == Status.ALIVE)
                .flatMap(entry -> entry.paths().bestFirst().stream().findFirst());
    }
}
