package dev.kith.roster;

import dev.kith.peer.Event;
import dev.kith.peer.Event.Change;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.time.Moment;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * A node's table of peers in one group.
 *
 * <p>Whose word wins: the higher incarnation, then the higher version. A peer that is not alive comes back only by its own
 * word, never by what another passes on; one that left comes back only with a new incarnation.
 */
public final class Roster {
    /** The most peers held, lost and left ones included. */
    public static final int MAX = 10_000;

    /** By id, so that what is sent or told in this order is the same in every run. */
    private final NavigableMap<PeerId, Entry> entries = new TreeMap<>();

    private final Fingerprint fingerprint;

    /** A roster with nobody in it but {@code self}, who counts in the fingerprint and is not listed. */
    public Roster(NodeRecord self, long now) {
        fingerprint = new Fingerprint(self.fingerprint(), now);
    }

    /** What this node knows, as a fingerprint. */
    public Fingerprint fingerprint() {
        return fingerprint;
    }

    /** The peer of that id. */
    public Optional<Entry> find(PeerId id) {
        return Optional.ofNullable(entries.get(id));
    }

    /** Everybody, by id. */
    public Collection<Entry> entries() {
        return Collections.unmodifiableCollection(entries.values());
    }

    /** Everybody whose id's first 64 bits, unsigned, are behind {@code after} and up to {@code upTo}; by id. */
    public Collection<Entry> between(long after, long upTo) {
        if (Long.compareUnsigned(after, upTo) >= 0) {
            return List.of();
        }
        return Collections.unmodifiableCollection(
                entries.subMap(new PeerId(after, -1), false, new PeerId(upTo, -1), true)
                        .values());
    }

    /** How many are held to be there. */
    public int present() {
        int present = 0;
        for (Entry entry : entries.values()) {
            present += entry.isPresent() ? 1 : 0;
        }
        return present;
    }

    /** The peers as applications see them, by id. */
    public List<Peer> peers() {
        return entries.values().stream().map(Entry::peer).toList();
    }

    /** The new record of this node itself. */
    public void selfChanged(NodeRecord before, NodeRecord after, long now) {
        fingerprint.toggle(before.fingerprint(), now);
        fingerprint.toggle(after.fingerprint(), now);
    }

    /** Whether a record says something that is not known yet; one that changes a known peer has to be verified first. */
    public boolean isNews(NodeRecord record) {
        Entry known = entries.get(record.id());
        return known == null || record.supersedes(known.record());
    }

    /** Takes in a record whose signature still has to be checked, of a peer that was never heard of. */
    public Optional<Event> meet(Moment now, NodeRecord record, Source source) {
        if (entries.containsKey(record.id()) || (entries.size() >= MAX && !evictOne())) {
            return Optional.empty();
        }
        Entry entry = new Entry(now, record);
        entries.put(record.id(), entry);
        entry.heard(now, source);
        String reason = source.direct() ? "it announced itself" : "another peer knows it";
        return Optional.of(change(now, What.JOINED, entry, source.path(), reason));
    }

    /** Takes in a verified record of a known peer that supersedes what was known. */
    public Optional<Change> renew(Moment now, NodeRecord record, Source source) {
        Entry entry = entries.get(record.id());
        if (entry == null || !record.supersedes(entry.record())) {
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
        entry.heard(now, source);
        if (newLife) {
            return Optional.of(change(now, What.JOINED, entry, source.path(), "it was started anew"));
        }
        return saysMore && wasPresent
                ? Optional.of(change(now, What.CHANGED, entry, source.path(), "it says something new of itself"))
                : Optional.empty();
    }

    /** Something came from the peer itself; its status stays. */
    public void heard(Moment now, Entry entry, Source source) {
        entry.heard(now, source);
    }

    /** The signature of the peer's record was checked. Wrong, and the peer is forgotten. */
    public Optional<Event> verified(Moment now, Entry entry, boolean right) {
        if (right) {
            entry.verify();
            count(entry, now);
            return Optional.empty();
        }
        entries.remove(entry.id());
        entry.become(Status.LOST, now);
        return Optional.of(change(now, What.LOST, entry, "", "the signature of its record is wrong"));
    }

    /** It answered: whatever was thought of it, it is there. */
    public Optional<Event> answered(Moment now, Entry entry, Source source) {
        entry.heard(now, source);
        entry.refresh();
        if (entry.status() != Status.SUSPECT && entry.status() != Status.LOST) {
            return Optional.empty();
        }
        become(now, entry, Status.ALIVE);
        return Optional.of(change(now, What.RECOVERED, entry, source.path(), "it answers again"));
    }

    /** It did not answer when it should have. */
    public Event suspect(Moment now, Entry entry, String reason) {
        become(now, entry, Status.SUSPECT);
        return change(now, What.SUSPECTED, entry, "", reason);
    }

    /** It has not answered for long enough. */
    public Event lose(Moment now, Entry entry, String reason) {
        become(now, entry, Status.LOST);
        return change(now, What.LOST, entry, "", reason);
    }

    /** It said goodbye, with the secret its record committed to. */
    public Event leave(Moment now, Entry entry, Source source) {
        entry.heard(now, source);
        become(now, entry, Status.LEFT);
        return change(now, What.LEFT, entry, source.path(), "it said goodbye");
    }

    private void become(Moment now, Entry entry, Status status) {
        uncount(entry, now);
        entry.become(status, now);
        count(entry, now);
    }

    private void count(Entry entry, Moment now) {
        if (entry.counts()) {
            fingerprint.add(entry.record().fingerprint(), now.nanos());
        }
    }

    private void uncount(Entry entry, Moment now) {
        if (entry.counts()) {
            fingerprint.remove(entry.record().fingerprint(), now.nanos());
        }
    }

    private boolean evictOne() {
        for (Iterator<Entry> all = entries.values().iterator(); all.hasNext(); ) {
            if (!all.next().isPresent()) {
                all.remove();
                return true;
            }
        }
        return false;
    }

    private static Change change(Moment now, What what, Entry entry, String path, String reason) {
        return new Change(what, entry.peer(), new Evidence(List.of(), path, reason), now.wall());
    }
}
