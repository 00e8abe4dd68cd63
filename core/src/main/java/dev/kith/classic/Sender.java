package dev.kith.classic;

import dev.kith.peer.Endpoint;
import dev.kith.peer.History;
import dev.kith.peer.Kind;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.time.Moment;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What is kept of one source of beacons. */
final class Sender {
    private static final long MIN_INTERVAL = 500_000_000L;
    private static final long MAX_INTERVAL = 60_000_000_000L;
    /** Datagrams closer than this are one beacon: a copy by broadcast, by a second interface, by the network. */
    private static final long SAME_BEACON = 50_000_000L;
    /** Three, so that neither one lost beacon nor one long absence moves the median. */
    private static final int GAPS = 3;

    private final Endpoint source;
    private final long[] gaps = new long[GAPS];
    private int gapCount;
    private final long firstBeacon;
    private long lastBeacon;
    private final Map<String, Long> heardOn = new TreeMap<>();

    private String name;
    private String shownName;
    private Status status = Status.ALIVE;
    private Instant since;
    private Instant lastHeard;
    private boolean listed;
    /** The moment of the last news about the name, or long ago. */
    private long lastChange = Long.MIN_VALUE / 2;

    private Optional<Peer> seen = Optional.empty();
    private List<Past> changes = List.of();

    Sender(Moment now, Endpoint source, String interfaceName, String name) {
        this.source = source;
        this.name = name;
        this.shownName = name;
        this.since = now.wall();
        this.lastHeard = now.wall();
        this.firstBeacon = now.nanos();
        this.lastBeacon = now.nanos();
        heardOn.put(interfaceName, now.nanos());
    }

    /** Whether its first beacon came before that moment. */
    boolean isKnownSince(long nanos) {
        return firstBeacon <= nanos;
    }

    void heard(Moment now, String interfaceName, String saidName) {
        long gap = now.nanos() - lastBeacon;
        if (gap >= SAME_BEACON) {
            gaps[gapCount++ % GAPS] = gap;
            lastBeacon = now.nanos();
        }
        heardOn.put(interfaceName, now.nanos());
        heardOn.values().removeIf(heard -> now.nanos() - heard > silenceAllowed());
        name = saidName;
        lastHeard = now.wall();
        seen = Optional.empty();
    }

    /**
     * Its own interval in nanoseconds: the median of the last three gaps. Fewer may be the burst of a start or one long
     * pause, so until there are three it is the least of them, and no less than two seconds.
     */
    long interval() {
        if (gapCount < GAPS) {
            long least = Arrays.stream(gaps, 0, gapCount).min().orElse(0);
            return Math.max(Beacon.PERIOD.toNanos(), Math.min(MAX_INTERVAL, least));
        }
        long[] sorted = gaps.clone();
        Arrays.sort(sorted);
        return Math.max(MIN_INTERVAL, Math.min(MAX_INTERVAL, sorted[GAPS / 2]));
    }

    long silenceAllowed() {
        return 3 * interval();
    }

    /** Makes it part of the roster, under the name it says by now. */
    void list() {
        listed = true;
        shownName = name;
        seen = Optional.empty();
    }

    void become(Status newStatus, Moment now) {
        status = newStatus;
        since = now.wall();
        seen = Optional.empty();
    }

    /** Shows the latest name; the answer is the one shown before. */
    String showName(long now) {
        String before = shownName;
        shownName = name;
        lastChange = now;
        seen = Optional.empty();
        return before;
    }

    boolean hasNewName() {
        return !name.equals(shownName);
    }

    long lastChange() {
        return lastChange;
    }

    long lastBeacon() {
        return lastBeacon;
    }

    boolean isListed() {
        return listed;
    }

    boolean isLost() {
        return status == Status.LOST;
    }

    /** Whether it is listed, and meant by what a person typed. */
    boolean isMeantBy(PeerReference reference) {
        return listed && reference.means(id(), shownName, List.of(source));
    }

    Endpoint source() {
        return source;
    }

    String path() {
        return "beacon " + source + " " + String.join(" ", interfaces());
    }

    /** Notes a change that was told. */
    void keep(Past change) {
        changes = Past.with(changes, change);
    }

    /** What became of it so far. */
    History history() {
        return new History(id(), shownName, status, changes);
    }

    private String id() {
        return "classic:" + source;
    }

    Peer peer() {
        Peer peer = seen.orElseGet(this::look);
        seen = Optional.of(peer);
        return peer;
    }

    private Peer look() {
        return new Peer(
                id(),
                Kind.CLASSIC,
                shownName,
                List.of(source),
                interfaces(),
                Map.of(),
                Map.of(),
                status,
                since,
                Optional.of(lastHeard),
                Optional.empty(),
                false,
                Set.of(Via.BEACON),
                List.of());
    }

    private List<String> interfaces() {
        return new ArrayList<>(heardOn.keySet());
    }
}
