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
import dev.kith.peer.Reachability;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.NodeRecord.Content;
import dev.kith.time.Moment;
import java.net.InetAddress;
import java.time.Instant;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One peer in the roster. Changed by the {@link Roster} alone. */
public final class Entry {
    /** A few announcements long: what comes by an interface no more is heard on it no more. */
    private static final long INTERFACE_REMEMBERED = 60_000_000_000L;

    private static final List<Via> WAYS = List.of(Via.values());
    private static final long NEVER = Long.MIN_VALUE;
    private static final long MICROS_A_SECOND = 1_000_000;
    private static final long NANOS_A_MICRO = 1000;

    private final Paths paths = new Paths();
    private InetAddress home;
    private final long metAt;
    private NodeRecord record;
    /** As bits: thousands of sets would be dear. */
    private short via;

    private Reachability.@Nullable Relay relay;

    private @Nullable HeardOn heardOn;
    private Status status = Status.ALIVE;
    private long statusSince;
    /** By the wall clock, in microseconds. */
    private long since;

    private long lastHeard = NEVER;
    private boolean verified;
    private int announced;
    private Optional<byte[]> goodbye = Optional.empty();
    private Optional<Peer> seen = Optional.empty();
    /** Since then it was heard, or answered at once: nothing that is news. */
    private boolean heardSinceSeen;
    /** How it became known, which is told as a change once it is asked for or another follows: most peers have no other. */
    private final Endpoint firstFrom;

    private final String firstOn;
    private final Via firstVia;
    private final boolean firstDirect;
    /** By one who was not asked, and whose places it takes until it is heard itself. */
    private boolean wasPassedOn;

    private List<Past> changes = List.of();

    Entry(Moment now, NodeRecord record, Source first, List<Endpoint> endpoints, InetAddress home) {
        this.home = home;
        this.wasPassedOn = !first.direct() && !first.asked();
        this.record = record;
        this.firstFrom = first.from();
        this.firstOn = first.interfaceName();
        this.firstVia = first.via();
        this.firstDirect = first.direct();
        this.metAt = now.nanos();
        this.statusSince = now.nanos();
        this.since = micros(now.wall());
        paths.name(endpoints);
    }

    void replace(NodeRecord newer) {
        if (newer.incarnation() != record.incarnation()) {
            paths.forgetOaths();
        }
        record = newer;
        paths.name(newer.about().endpoints());
        seen = Optional.empty();
    }

    /** Something came that says it is of this peer; the answer is whether it came from an address of its. */
    boolean heard(Moment now, Source source) {
        boolean own = source.direct() && paths.heard(source.from(), now.nanos());
        if (own) {
            short ways = via;
            HeardOn on = heardOn;
            via |= (short) bit(source.via());
            if (!source.interfaceName().isEmpty()) {
                heardOn = HeardOn.and(heardOn, source.interfaceName(), now.nanos());
            }
            heardOn = HeardOn.since(heardOn, now.nanos() - INTERFACE_REMEMBERED);
            lastHeard = micros(now.wall());
            heardSinceSeen = true;
            if (via != ways || heardOn != on) {
                seen = Optional.empty();
            }
        }
        return own;
    }

    /** It answered at an address that was named so. */
    public void foundBy(Via way) {
        via |= (short) bit(way);
        seen = Optional.empty();
    }

    /** It answered through another. */
    public void relayed(Reachability.Relay by) {
        foundBy(Via.RELAYED);
        relay = by;
    }

    /** It answers this node itself, if it did not before. */
    public void reached() {
        via &= (short) ~bit(Via.RELAYED);
        relay = null;
    }

    /** The peer, and by which of its addresses it is reached. */
    public Reachability reachability(Optional<Boolean> hearsMulticast) {
        return new Reachability(peer(), paths.all(), hearsMulticast, Optional.ofNullable(relay));
    }

    /** Whose word of it came first, or who passed that on. */
    public Endpoint firstFrom() {
        return firstFrom;
    }

    /** Another peer passed its record on. */
    void introduced() {
        via |= (short) bit(Via.INTRODUCED);
        seen = Optional.empty();
    }

    void become(Status newStatus, Moment now) {
        changes = changes();
        status = newStatus;
        goodbye = Optional.empty();
        statusSince = now.nanos();
        since = micros(now.wall());
        seen = Optional.empty();
    }

    /** It said goodbye. */
    void leave(byte[] secret, Moment now) {
        become(Status.LEFT, now);
        goodbye = Optional.of(secret);
    }

    /** The secret it revealed when it left, which proves to others that it did: its tombstone. */
    public Optional<byte[]> goodbye() {
        return goodbye;
    }

    void verify() {
        verified = true;
        seen = Optional.empty();
    }

    /** Something about its paths changed. */
    void refresh() {
        heardSinceSeen = true;
    }

    /** Who it is. */
    public PeerId id() {
        return record.id();
    }

    /** The newest it said of itself. */
    public NodeRecord record() {
        return record;
    }

    /** The address where it takes a place in the roster. */
    InetAddress home() {
        return home;
    }

    /** Who passed it on unasked, whose places it takes, too, until it is heard itself. */
    Optional<InetAddress> passedOnBy() {
        return wasPassedOn ? Optional.of(firstFrom.ip()) : Optional.empty();
    }

    /** Whether it takes a place of that address. */
    boolean isHomeAt(InetAddress ip) {
        return home.equals(ip) || (wasPassedOn && firstFrom.ip().equals(ip));
    }

    /** It was heard from there, and so takes a place there and no other. */
    void settle(InetAddress at) {
        home = at;
        wasPassedOn = false;
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
        return lastHeard != NEVER;
    }

    /** Whether it was ever heard by what is said to all. */
    public boolean wasHeardByMulticast() {
        return (via & bit(Via.MULTICAST)) != 0;
    }

    /** An announcement to all of it came, at an address of its own. */
    void announced(int mark) {
        announced = mark;
    }

    /** What marks the last announcement to all that came of it, 0 for none. */
    public int lastAnnounced() {
        return announced;
    }

    /** Since when it has been what this node thinks of it, in monotonic nanoseconds; at first since it was met. */
    public long statusSince() {
        return statusSince;
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
        changes = Past.with(changes(), new Past(what, evidence, time));
    }

    private List<Past> changes() {
        return changes.isEmpty() ? List.of(new Past(What.JOINED, firstEvidence(), instant(since))) : changes;
    }

    /** How it became known. */
    Evidence firstEvidence() {
        Source first = new Source(firstFrom, firstOn, firstVia, firstDirect);
        String reason = first.direct() ? "it announced itself" : "another peer knows it";
        return new Evidence(List.of(), first.path(), reason);
    }

    boolean isMeantBy(PeerReference reference) {
        About about = record.about();
        Set<Endpoint> addresses = new HashSet<>(about.endpoints());
        // Where it has sworn to be is shown as an address of it, too.
        addresses.addAll(paths.bestFirst());
        return reference.means(id().toString(), about.name(), addresses);
    }

    /** What became of it so far. */
    History history() {
        return new History(id().toString(), record.about().name(), status, changes());
    }

    /** Whether it is in the fingerprint. */
    public boolean counts() {
        return verified && isPresent();
    }

    Peer peer() {
        if (heardSinceSeen) {
            seen = Optional.empty();
        }
        return peerAsSeen();
    }

    /** The same but for when it was heard last, and the order and round trip of its addresses, which may be of the last look. */
    Peer peerAsSeen() {
        if (seen.isEmpty()) {
            seen = Optional.of(look());
            heardSinceSeen = false;
        }
        return seen.get();
    }

    private Peer look() {
        Content content = record.content();
        About about = content.about();
        return new Peer(
                id().toString(),
                Kind.KITH,
                about.name(),
                paths.bestFirst(),
                HeardOn.names(heardOn),
                about.meta(),
                about.services(),
                status,
                instant(since),
                wasHeard() ? Optional.of(instant(lastHeard)) : Optional.empty(),
                paths.rtt(),
                verified,
                ways(),
                content.keys());
    }

    private static long micros(Instant wall) {
        return wall.getEpochSecond() * MICROS_A_SECOND + wall.getNano() / NANOS_A_MICRO;
    }

    private static Instant instant(long micros) {
        long ofSecond = Math.floorMod(micros, MICROS_A_SECOND);
        return Instant.ofEpochSecond(Math.floorDiv(micros, MICROS_A_SECOND), ofSecond * NANOS_A_MICRO);
    }

    private Set<Via> ways() {
        Set<Via> ways = EnumSet.noneOf(Via.class);
        for (Via way : WAYS) {
            if ((via & bit(way)) != 0) {
                ways.add(way);
            }
        }
        return ways;
    }

    private static int bit(Via way) {
        return 1 << WAYS.indexOf(way);
    }
}
