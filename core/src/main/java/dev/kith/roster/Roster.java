package dev.kith.roster;

import dev.kith.bound.Recent;
import dev.kith.bound.Sorted;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.Change;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.time.AtMostOnce;
import dev.kith.time.Moment;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A node's table of peers in one group.
 *
 * <p>Whose word wins: the higher incarnation, then the higher version. A peer that is not alive comes back only by its own
 * word, never by what another passes on; one that left comes back only with a new incarnation. A record that was not
 * verified yet stands back behind any that is.
 *
 * <p>The table is bounded: one that is full makes room for a newcomer by one that was never verified, or by one that has
 * been lost or gone for a while; and for one that is heard itself by one that never was. Never by a proven peer that is there.
 */
public final class Roster {
    /** Three announcements long: who is there was heard and checked by then. */
    private static final long UNCHECKED = 30_000_000_000L;

    private static final long LEFT_REMEMBERED = 10_000_000_000L;
    private static final long ABSENT_LONG_ENOUGH = 10_000_000_000L;
    /** So many are looked at for one that gives way: a full roster must not make each newcomer dear. */
    private static final int MAX_LOOKED_AT = 256;

    private static final long FULL_SAID_EVERY = 60_000_000_000L;

    /** By id, so that what is sent or told in this order is the same in every run. */
    private final Sorted<PeerId, Entry> entries = new Sorted<>(Entry::id, Comparator.naturalOrder(), PeerId::share);

    /** Of the sender of a datagram several rooms want to know. */
    private Optional<Entry> lastFound = Optional.empty();

    private final Places places;
    private final Fingerprint fingerprint;
    private final Rings rings = new Rings();
    private final AtMostOnce fullSaid = new AtMostOnce(FULL_SAID_EVERY);
    /** Whoever was heard from there last, or is said to be there; to be checked with its paths. */
    private final Map<Endpoint, Entry> whoIsAt;

    /** Those that were never verified or are not there: the first to give way, in the order they became that. */
    private final Set<PeerId> mayGiveWay = new LinkedHashSet<>();

    /** Those that were never heard where they take their place, in the order they came: whoever is heard itself comes before them. */
    private final Set<PeerId> unheard = new LinkedHashSet<>();

    private long turnedAway;

    /** A roster with nobody in it but {@code self}, who counts in the fingerprint and is not listed. */
    public Roster(NodeRecord self, Limits limits, long now) {
        fingerprint = new Fingerprint(self.fingerprint(), now);
        places = new Places(limits);
        whoIsAt = Recent.byUse(2 * limits.peers());
        rings.add(self.id());
    }

    /** What this node knows, as a fingerprint. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** Who watches whom of those that are there and verified, this node included. */
    public Rings rings() {
        return rings;
    }

    /** The peer of that id. */
    public Optional<Entry> find(PeerId id) {
        if (lastFound.isEmpty() || !lastFound.get().id().equals(id)) {
            lastFound = entries.find(id);
        }
        return lastFound;
    }

    /** Everybody, by id. */
    public Collection<Entry> entries() {
        return entries.all();
    }

    /** Everybody whose id's first 64 bits, unsigned, are behind {@code after} and up to {@code upTo}; by id. */
    public Collection<Entry> between(long after, long upTo) {
        return entries.between(new PeerId(after, -1), new PeerId(upTo, -1));
    }

    /** The next by id who is alive, behind that id or from the first on again. */
    public Optional<PeerId> nextAlive(PeerId after) {
        for (List<Entry> part : List.of(entries.between(after, PeerId.LAST), entries.between(PeerId.FIRST, after))) {
            for (Entry entry : part) {
                if (entry.status() == Status.ALIVE) {
                    return Optional.of(entry.id());
                }
            }
        }
        return Optional.empty();
    }

    /**
     * The peers as applications see them, by id.
     *
     * @param anew whether what changes with every datagram is to be of this moment, too: when each was heard last, and how soon
     *     it answers where
     */
    public List<Peer> peers(boolean anew) {
        List<Peer> peers = new ArrayList<>(entries.size());
        for (Entry entry : entries.all()) {
            peers.add(anew ? entry.peer() : entry.peerAsSeen());
        }
        return peers;
    }

    /** What became of each who is meant by what a person typed, at most so many, by id. */
    public List<History> histories(PeerReference reference, int atMost) {
        return entries.all().stream()
                .filter(entry -> entry.isMeantBy(reference))
                .limit(atMost)
                .map(Entry::history)
                .toList();
    }

    /** Whether a verified peer, there or just gone, was heard from that address, which its record names. */
    public boolean isAt(Endpoint endpoint, long now) {
        Optional<Entry> entry = whoSaysItIsAt(endpoint);
        return entry.isPresent() && entry.get().isVerified() && wasThere(entry.get(), endpoint, now);
    }

    private static boolean wasThere(Entry entry, Endpoint endpoint, long now) {
        OptionalLong heard = entry.paths().lastHeardAt(endpoint);
        return heard.isPresent() && (entry.isPresent() || heard.getAsLong() >= now - LEFT_REMEMBERED);
    }

    /** Whether that address is named by a new peer that has still to be verified or to be heard from there. */
    public boolean mayBeAt(Endpoint endpoint, long now) {
        return whoSaysItIsAt(endpoint)
                .filter(entry -> entry.isPresent() && entry.wasMetSince(now - UNCHECKED))
                .isPresent();
    }

    /** Who was heard from that address last, or is said to be there. */
    public Optional<Entry> whoSaysItIsAt(Endpoint endpoint) {
        return Optional.ofNullable(whoIsAt.get(endpoint));
    }

    /** The new record of this node itself. */
    public void selfChanged(NodeRecord before, NodeRecord after, long now) {
        fingerprint.toggle(before.fingerprint(), now);
        fingerprint.toggle(after.fingerprint(), now);
    }

    /**
     * What became of a newcomer.
     *
     * @param news of it, and of those that made room for it
     * @param forgotten who made room
     */
    public record Met(List<Event> news, List<PeerId> forgotten) {}

    /** Takes in a record whose signature still has to be checked, of a peer that was never heard of. */
    public Met meet(Moment now, NodeRecord record, Source source) {
        List<Event> news = new ArrayList<>();
        List<PeerId> forgotten = new ArrayList<>();
        List<Endpoint> endpoints = record.about().endpoints();
        Entry entry = new Entry(now, record, source, endpoints, home(endpoints, source));
        for (Optional<Places.Full> full = places.full(entry); full.isPresent(); full = places.full(entry)) {
            Optional<Entry> gives = gives(full.get(), source, now);
            if (gives.isEmpty()) {
                turnAway(now, full.get().what()).ifPresent(news::add);
                return new Met(news, forgotten);
            }
            forgotten.add(gives.get().id());
            forget(now, gives.get(), "its place was needed").ifPresent(news::add);
        }
        entries.put(entry);
        places.take(entry);
        unheard.add(record.id());
        mayGiveWay.add(record.id());
        if (!source.direct()) {
            entry.introduced();
        }
        if (!source.direct() || !heard(now, entry, source)) {
            endpoints.forEach(endpoint -> whoIsAt.putIfAbsent(endpoint, entry));
        }
        news.add(new Change(What.JOINED, entry.peer(), entry.firstEvidence(), now.wall()));
        return new Met(news, forgotten);
    }

    /** Takes in a verified record of a known peer, if it supersedes what was known or that was never verified. */
    public Optional<Change> renew(Moment now, NodeRecord record, Source source) {
        Entry entry = find(record.id()).orElse(null);
        if (entry == null || (entry.isVerified() && !record.supersedes(entry.record()))) {
            return Optional.empty();
        }
        boolean newLife = record.incarnation() > entry.record().incarnation();
        boolean saysMore = !record.about().equals(entry.record().about());
        boolean wasPresent = entry.isPresent();
        if (!newLife && entry.status() == Status.LEFT) {
            return Optional.empty();
        }
        uncount(entry, now);
        entry.replace(record);
        entry.verify();
        if (newLife) {
            entry.become(Status.ALIVE, now);
        }
        count(entry, now);
        heard(now, entry, source);
        if (newLife) {
            return Optional.of(change(now, What.JOINED, entry, source.path(), "it was started anew"));
        }
        return saysMore && wasPresent
                ? Optional.of(change(now, What.CHANGED, entry, source.path(), "it says something new of itself"))
                : Optional.empty();
    }

    /** Something came that says it is from the peer; its status stays. The answer is whether it came from an address of its. */
    public boolean heard(Moment now, Entry entry, Source source) {
        boolean own = entry.heard(now, source);
        if (own) {
            if (unheard.contains(entry.id())
                    && places.settle(entry, source.from().ip())) {
                unheard.remove(entry.id());
            }
            whoIsAt.put(source.from(), entry);
        }
        return own;
    }

    /** What marks the last announcement to all of the peer that came. */
    public void announced(Entry entry, Source source, int mark) {
        if (entry.isAt(source.from())) {
            entry.announced(mark);
        }
    }

    /** Whether a verified peer that is there speaks from that address, which its record names. */
    public boolean isPeerAt(PeerId id, Endpoint from) {
        return find(id).filter(entry -> entry.isVerified() && entry.isPresent() && entry.isAt(from))
                .isPresent();
    }

    /** The signature of the peer's record was checked. Wrong, and the peer is forgotten. */
    public Optional<Event> verified(Moment now, Entry entry, boolean right) {
        if (!right) {
            return forget(now, entry, "the signature of its record is wrong");
        }
        if (!entry.isVerified()) {
            entry.verify();
            count(entry, now);
        }
        return Optional.empty();
    }

    /** It answered: whatever was thought of it, it is there. */
    public Optional<Event> answered(Moment now, Entry entry, Source source) {
        heard(now, entry, source);
        entry.refresh();
        return recover(now, entry, source, "it answers again");
    }

    /** It is there, whatever was thought of it; unless it said goodbye. */
    public Optional<Event> recover(Moment now, Entry entry, Source source, String reason) {
        if (entry.status() != Status.SUSPECT && entry.status() != Status.LOST) {
            return Optional.empty();
        }
        become(now, entry, Status.ALIVE);
        return Optional.of(change(now, What.RECOVERED, entry, source.path(), reason));
    }

    /** It did not answer when it should have. */
    public Event suspect(Moment now, Entry entry, Evidence evidence) {
        become(now, entry, Status.SUSPECT);
        return change(now, What.SUSPECTED, entry, evidence);
    }

    /** It has not answered for long enough. */
    public Event lose(Moment now, Entry entry, Evidence evidence) {
        become(now, entry, Status.LOST);
        return change(now, What.LOST, entry, evidence);
    }

    /** It said goodbye, with the secret its record committed to. */
    public Event leave(Moment now, Entry entry, Source source, byte[] secret) {
        heard(now, entry, source);
        uncount(entry, now);
        entry.leave(secret, now);
        count(entry, now);
        return change(now, What.LEFT, entry, source.path(), "it said goodbye");
    }

    private Optional<Event> forget(Moment now, Entry entry, String reason) {
        boolean wasPresent = entry.isPresent();
        become(now, entry, Status.LOST);
        entries.remove(entry.id());
        lastFound = Optional.empty();
        entry.paths().bestFirst().forEach(endpoint -> whoIsAt.remove(endpoint, entry));
        places.free(entry);
        mayGiveWay.remove(entry.id());
        unheard.remove(entry.id());
        return wasPresent ? Optional.of(change(now, What.LOST, entry, "", reason)) : Optional.empty();
    }

    /** Who gives way to a newcomer; that it is there anybody can say of any address, who is heard is there. */
    private Optional<Entry> gives(Places.Full full, Source newcomer, Moment now) {
        Optional<Entry> unproven = holders(full, mayGiveWay)
                .filter(entry -> !entry.isVerified() || entry.isAbsentSince(now.nanos() - ABSENT_LONG_ENOUGH))
                .findFirst();
        return unproven.isPresent() || !newcomer.direct()
                ? unproven
                : holders(full, unheard)
                        .filter(entry -> unheard.contains(entry.id()))
                        .findFirst();
    }

    private Stream<Entry> holders(Places.Full full, Set<PeerId> ofAll) {
        Stream<Entry> holders =
                full.inAll() ? ofAll.stream().map(this::find).flatMap(Optional::stream) : full.holders().stream();
        return holders.limit(MAX_LOOKED_AT);
    }

    private Optional<Event> turnAway(Moment now, String full) {
        turnedAway++;
        String reason = "the roster holds %s; %d others were not listed".formatted(full, turnedAway);
        return fullSaid.take(now.nanos()) ? Optional.of(new Event.Degraded(reason, now.wall())) : Optional.empty();
    }

    /** Where a peer takes its place: where its word came from, or where it is said to be. */
    private static InetAddress home(List<Endpoint> endpoints, Source source) {
        return source.direct() || endpoints.isEmpty()
                ? source.from().ip()
                : endpoints.get(0).ip();
    }

    private void become(Moment now, Entry entry, Status status) {
        // Who is suspected counts on: what is known here is the same, and settled if it was.
        boolean countsOn = entry.counts() && (status == Status.ALIVE || status == Status.SUSPECT);
        if (!countsOn) {
            uncount(entry, now);
        }
        entry.become(status, now);
        if (countsOn) {
            rings.doubted();
        } else {
            count(entry, now);
        }
    }

    private void count(Entry entry, Moment now) {
        mayGiveWay.remove(entry.id());
        if (!entry.counts()) {
            mayGiveWay.add(entry.id());
        } else {
            fingerprint.add(entry.record().fingerprint(), now.nanos());
            rings.add(entry.id());
        }
    }

    private void uncount(Entry entry, Moment now) {
        if (entry.counts()) {
            fingerprint.remove(entry.record().fingerprint(), now.nanos());
            rings.remove(entry.id());
        }
    }

    private static Change change(Moment now, What what, Entry entry, String path, String reason) {
        return change(now, what, entry, new Evidence(List.of(), path, reason));
    }

    private static Change change(Moment now, What what, Entry entry, Evidence evidence) {
        entry.keep(what, evidence, now.wall());
        return new Change(what, entry.peer(), evidence, now.wall());
    }
}
