package dev.kith.roster;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Kind;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** One peer in the roster. Changed by the {@link Roster} alone. */
public final class Entry {
    /** A few announcements long: what comes by an interface no more is heard on it no more. */
    private static final long INTERFACE_REMEMBERED = 60_000_000_000L;

    private final Paths paths = new Paths();
    private final Map<String, Long> heardOn = new TreeMap<>();
    private final long metAt;
    private final Set<Via> via = EnumSet.noneOf(Via.class);
    private NodeRecord record;
    private Status status = Status.ALIVE;
    private long statusSince;
    private Instant since;
    private Optional<Instant> lastHeard = Optional.empty();
    private boolean verified;
    private int announced;
    private Optional<Peer> seen = Optional.empty();
    /** How it became known, of which the first change is made when it is asked for: most peers have no other. */
    private final Source first;

    private final Instant firstTime;
    private List<Past> later = List.of();

    Entry(Moment now, NodeRecord record, Source first) {
        this.record = record;
        this.first = first;
        this.firstTime = now.wall();
        this.metAt = now.nanos();
        this.statusSince = now.nanos();
        this.since = now.wall();
        paths.name(record.about().endpoints());
    }

    void replace(NodeRecord newer) {
        record = newer;
        paths.name(newer.about().endpoints());
        seen = Optional.empty();
    }

    /** Something came that says it is of this peer; the answer is whether it came from an address of its. */
    boolean heard(Moment now, Source source) {
        boolean own = source.direct() && paths.heard(source.from(), now.nanos());
        if (own) {
            via.add(source.via());
            if (!source.interfaceName().isEmpty()) {
                heardOn.put(source.interfaceName(), now.nanos());
            }
            heardOn.values().removeIf(heard -> now.nanos() - heard > INTERFACE_REMEMBERED);
            lastHeard = Optional.of(now.wall());
            seen = Optional.empty();
        }
        return own;
    }

    /** Another peer passed its record on. */
    void introduced() {
        via.add(Via.INTRODUCED);
        seen = Optional.empty();
    }

    void become(Status newStatus, Moment now) {
        status = newStatus;
        statusSince = now.nanos();
        since = now.wall();
        seen = Optional.empty();
    }

    void verify() {
        verified = true;
        seen = Optional.empty();
    }

    /** Something about its paths changed. */
    void refresh() {
        seen = Optional.empty();
    }

    /** Who it is. */
    public PeerId id() {
        return record.id();
    }

    /** The newest it said of itself. */
    public NodeRecord record() {
        return record;
    }

    /** What this node thinks of it. */
    public Status status() {
        return status;
    }

    /** Whether the first word of it came since that moment. */
    boolean wasMetSince(long nanos) {
        return metAt >= nanos;
    }

    /** Whether it has not been there since that moment. */
    boolean isAbsentSince(long nanos) {
        return !isPresent() && statusSince <= nanos;
    }

    /** Whether it is held to be there. */
    public boolean isPresent() {
        return status == Status.ALIVE || status == Status.SUSPECT;
    }

    /** Whether the signature of its record was checked. */
    public boolean isVerified() {
        return verified;
    }

    /** Whether anything ever came from it, at an address of its own. */
    public boolean wasHeard() {
        return lastHeard.isPresent();
    }

    /** Whether it was ever heard by what is said to all. */
    public boolean wasHeardByMulticast() {
        return via.contains(Via.MULTICAST);
    }

    /** An announcement to all of it came, at an address of its own. */
    void announced(int mark) {
        announced = mark;
    }

    /** What marks the last announcement to all that came of it, 0 for none. */
    public int lastAnnounced() {
        return announced;
    }

    /** When the first word of it came, in monotonic nanoseconds. */
    public long metAt() {
        return metAt;
    }

    /** Whether it was heard from there, which its record names. */
    public boolean isAt(Endpoint endpoint) {
        return paths.lastHeardAt(endpoint).isPresent();
    }

    /** Where it may be. */
    public Paths paths() {
        return paths;
    }

    /** Notes a change that was told; not the first, which it knows already. */
    void keep(What what, Evidence evidence, Instant time) {
        later = Past.with(later, new Past(what, evidence, time));
    }

    /** How it became known. */
    Evidence firstEvidence() {
        String reason = first.direct() ? "it announced itself" : "another peer knows it";
        return new Evidence(List.of(), first.path(), reason);
    }

    boolean isMeantBy(PeerReference reference) {
        return reference.means(
                id().toString(), record.about().name(), record.about().endpoints());
    }

    /** What became of it so far. */
    History history() {
        List<Past> changes = new ArrayList<>(later);
        if (changes.size() < Past.KEPT) {
            changes.add(0, new Past(What.JOINED, firstEvidence(), firstTime));
        }
        return new History(id().toString(), record.about().name(), status, changes);
    }

    boolean counts() {
        return verified && isPresent();
    }

    Peer peer() {
        Peer peer = seen.orElseGet(this::look);
        seen = Optional.of(peer);
        return peer;
    }

    private Peer look() {
        return new Peer(
                id().toString(),
                Kind.KITH,
                record.about().name(),
                paths.bestFirst(),
                new ArrayList<>(heardOn.keySet()),
                record.about().meta(),
                record.about().services(),
                status,
                since,
                lastHeard,
                paths.rtt(),
                verified,
                via);
    }
}
