package dev.kith.node;

import dev.kith.join.Announcements;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.watch.Due;
import dev.kith.watch.Finding;
import dev.kith.watch.Silences;
import dev.kith.watch.Watch;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Vouch;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Asks the peers of one group whether they are there, and puts into the roster what their answers and silences mean. A node
 * that says nothing goes by their announcements instead.
 */
final class Asking {
    private static final int MISSED_ANNOUNCEMENTS = 5;
    /** Of an announcement, as a node with two links and both families sends it; how many another sends, nobody can tell. */
    private static final int COPIES = 4;

    private static final double SECOND = 1e9;
    private static final long SOON = 20_000_000L;
    /** After this node was cut off, all others are asked one after the other. */
    private static final long BETWEEN_REUNIONS = 1_000_000L;

    private final Watch watch;
    private final Self self;
    private final Doubting doubting;
    private final Silences silences = new Silences(this::maySilent);
    private final String group;
    private final int mostListed;
    private final Roster roster;
    private final Speaking speaking;
    private final Secrets secrets;
    private final Detours detours;
    private long ringsSeen;
    private boolean isolated;
    private boolean named;
    private boolean translated;

    Asking(Membership.Group parts, Membership.Shared shared) {
        this.self = parts.self();
        this.watch = new Watch(shared.secrets().nextLong());
        this.doubting = new Doubting(parts, watch, shared);
        this.group = parts.name();
        this.mostListed = shared.setup().limits().peers();
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.secrets = shared.secrets();
        this.detours = new Detours(parts, secrets);
    }

    void begin(Moment now, PeerId id) {
        if (speaking.isSilent()) {
            silences.heard(id, now.nanos(), 0);
        } else {
            watch.begin(id, now.nanos(), secrets.nextLong());
        }
    }

    void askNow(Moment now, PeerId id) {
        watch.askNow(id, now.nanos());
    }

    /** The host has these addresses. */
    void arrived(List<Endpoint> own) {
        detours.arrived(own);
    }

    /** Whether sources name addresses at which members may be. */
    void named(boolean any) {
        named = any;
        reachBeyond();
    }

    /** Whether this node is behind an address translation, which forgets ways that nothing goes by. */
    void keepAlive(Moment now, boolean needed) {
        watch.keepAlive(needed, now.nanos());
        translated = needed;
        reachBeyond();
    }

    /** Peers may be where this node reaches them only with the help of others. */
    private void reachBeyond() {
        detours.need(named || translated);
        watch.reachBeyond(named || translated);
    }

    /** A peer asked this node, and is answered. */
    void wasAsked(Moment now, PeerId id) {
        watch.wasAsked(id, now.nanos());
    }

    /** Asks a peer that may not hear this node otherwise, sooner than others. */
    void askSoon(Moment now, PeerId id) {
        if (detours.isNeeded() && !speaking.isSilent()) {
            watch.askAt(id, now.nanos() + Math.floorMod(secrets.nextLong(), SOON));
            detours.introduceSoon(id);
        }
    }

    /** Asks the first of those that may tell where they see this node, at once. */
    void askFirst(Moment now, Entry entry) {
        if (detours.isNeeded() && entry.paths().answering().isEmpty()) {
            watch.askNow(entry.id(), now.nanos());
        }
    }

    /** Whom this node does not reach by itself. */
    Detours detours() {
        return detours;
    }

    /** Asks a peer at an address of its record: where it was heard from, or else where another sees it. */
    void askAt(Moment now, Entry entry, Endpoint at, boolean isHeard, Outbox out) {
        Probe probe = new Probe(secrets.nextLong(), view(), at);
        boolean isSent = isHeard
                ? speaking.send(now, at, probe, out)
                : speaking.contact(now, at, probe, out).isPresent();
        if (isSent) {
            watch.tried(entry.id(), at, probe.nonce(), now.nanos());
        }
    }

    /**
     * Asks a peer at each of its addresses, and through another if it answers at none, for whoever wants to know now: that it
     * does not answer means nothing. What comes back is what marks the answers; empty if nothing may be sent yet.
     */
    Set<Long> ping(Moment now, Entry entry, Outbox out) {
        Set<Long> nonces = new LinkedHashSet<>();
        for (Endpoint path : entry.paths().bestFirst()) {
            tryAt(now, entry, path, out).ifPresent(nonces::add);
        }
        if (detours.isNeeded() && entry.paths().answering().isEmpty()) {
            detours.ask(now, entry, view(), out).ifPresent(sent -> {
                watch.tried(entry.id(), sent.to(), sent.nonce(), now.nanos());
                nonces.add(sent.nonce());
            });
        }
        return nonces;
    }

    /** Asks a peer at one address of its record; that it does not answer means nothing. What comes back is what marks the answer. */
    OptionalLong tryAt(Moment now, Entry entry, Endpoint path, Outbox out) {
        long nonce = secrets.nextLong();
        if (!ask(now, new Probe(nonce, view(), path), entry.isVerified(), out)) {
            return OptionalLong.empty();
        }
        watch.tried(entry.id(), path, nonce, now.nanos());
        return OptionalLong.of(nonce);
    }

    /** Asks a verified peer where a beacon came from, which anybody may forge. */
    void tryOnce(Moment now, Entry entry, Endpoint path, Outbox out) {
        long nonce = secrets.nextLong();
        if (speaking.askOnce(now, path, new Probe(nonce, view(), path), out)) {
            watch.tried(entry.id(), path, nonce, now.nanos());
        }
    }

    void end(PeerId id) {
        watch.end(id);
        silences.end(id);
    }

    /** It asks nobody any more: announcements are all there is to go by. */
    void rest(Moment now) {
        for (Entry entry : roster.entries()) {
            watch.end(entry.id());
            if (entry.isPresent()) {
                silences.heard(entry.id(), now.nanos(), 0);
            }
        }
    }

    /** A peer that knows of so many nodes announced itself, which is all that a passive node has to go by. */
    void announced(Moment now, Entry entry, Source source, int nodes, Outbox out) {
        if (speaking.isSilent() && entry.status() != Status.LEFT) {
            silences.heard(entry.id(), now.nanos(), nodes);
            roster.recover(now, entry, source, "it announces itself again").ifPresent(event -> out.emit(group, event));
        }
    }

    /** What others and this node say to each other of those who are silent. */
    Doubting doubting() {
        return doubting;
    }

    /** Somebody else answered a question that was sent to a peer: there the peer is no more. */
    boolean answeredByAnother(Moment now, PeerId by, Endpoint from, long nonce) {
        return watch.answeredByAnother(by, from, nonce, now.nanos());
    }

    Optional<Duration> answered(Moment now, PeerId id, Endpoint from, long nonce) {
        return watch.answered(id, from, nonce, now.nanos());
    }

    Optional<Duration> answeredThroughAnother(Moment now, PeerId id, Endpoint by, long nonce) {
        Optional<Duration> took = watch.answeredThrough(id, nonce, now.nanos());
        took.ifPresent(any -> detours.cameThrough(by, id));
        return took;
    }

    /** The host of a peer says that nobody is at its port, or else that it is there itself. */
    void refused(Moment now, Endpoint at, boolean isOfPeer) {
        roster.whoSaysItIsAt(at)
                .ifPresent(
                        entry -> watch.kernelSays(entry.id(), isOfPeer ? Finding.GONE : Finding.STALLED, now.nanos()));
    }

    /** Peers are heard that use a key this node lacks. */
    void holdIsolation(Moment now) {
        watch.holdIsolation(now.nanos());
    }

    /** This process stood still. */
    void forgive(Moment now) {
        watch.forgive(now.nanos());
        silences.forgive(now.nanos());
    }

    long nextWake() {
        return Math.min(watch.nextWake(), Math.min(silences.nextWake(), doubting.nextWake()));
    }

    void tick(Moment now, Outbox out) {
        if (ringsSeen != roster.rings().changes()) {
            ringsSeen = roster.rings().changes();
            watch.watch(roster.rings().watchedBy(self.id(), doubting::isDoubted), now.nanos());
        }
        doubting.tick(now, out);
        isolate(now, out);
        while (watch.nextWake() <= now.nanos()) {
            watch.takeDue(now.nanos(), id -> doubting.whoCouldSay(now, id)).ifPresent(due -> {
                Optional<Entry> entry = roster.find(due.id());
                entry.ifPresentOrElse(peer -> act(now, due, peer, out), () -> watch.end(due.id()));
            });
        }
        isolate(now, out);
        for (var due = silences.takeDue(now.nanos()); due.isPresent(); due = silences.takeDue(now.nanos())) {
            String reason = String.format(
                    Locale.ROOT,
                    "it has not announced itself for %.0f s, %d times of the longest it may take",
                    due.get().lasted() / SECOND,
                    MISSED_ANNOUNCEMENTS);
            roster.find(due.get().id())
                    .filter(Entry::isPresent)
                    .ifPresent(entry -> out.emit(group, roster.lose(now, entry, new Evidence(List.of(), "", reason))));
        }
    }

    /** Nobody answers: then nobody is known to be there, and nobody is given up for it. */
    private void isolate(Moment now, Outbox out) {
        boolean before = isolated;
        isolated = watch.isIsolated(now.nanos());
        if (isolated == before) {
            return;
        }
        if (isolated) {
            out.emit(group, new Event.Degraded("nobody answers; this node seems to be cut off", now.wall()));
        }
        if (!isolated) {
            // Nobody could have answered meanwhile.
            watch.forgive(now.nanos());
        }
        long at = now.nanos();
        for (Entry entry : roster.entries()) {
            if (isolated && entry.status() == Status.ALIVE) {
                Evidence evidence = new Evidence(List.of(), "", "nobody answers this node");
                out.emit(group, roster.suspect(now, entry, evidence));
            } else if (!isolated && entry.status() == Status.SUSPECT) {
                watch.askAt(entry.id(), at);
                at += BETWEEN_REUNIONS;
            }
        }
    }

    /** Another answers what it found of a peer; when it hears it, the peer is there. */
    void vouched(Moment now, Source source, Header header, Vouch vouch, Outbox out) {
        doubting.vouched(now, source, header, vouch);
        Optional<Entry> entry = roster.find(vouch.subject());
        if (entry.isPresent()
                && entry.get().status() == Status.SUSPECT
                && watch.isVouchedFor(vouch.subject(), now.nanos())) {
            Source hearsay = new Source(source.from(), source.interfaceName(), Via.INTRODUCED, false);
            roster.recover(now, entry.get(), hearsay, "another peer hears it")
                    .ifPresent(event -> out.emit(group, event));
        }
    }

    /** By what this node knows of, or the peer did, which goes by that; not by more than there can be. */
    private long maySilent(int nodes) {
        int bytes = (Header.BYTES + NodeRecord.MAX_BYTES) * COPIES;
        int most = Math.max(roster.fingerprint().count(), Math.min(nodes, mostListed));
        return MISSED_ANNOUNCEMENTS * Announcements.longestGap(most, bytes);
    }

    private void act(Moment now, Due due, Entry entry, Outbox out) {
        due.silent().forEach(entry.paths()::silent);
        doubting.settle(now, entry, out);
        if (due.step() == Due.Step.LOSE) {
            tell(now, entry, Finding.LOST, out);
            out.emit(group, roster.lose(now, entry, evidence(due)));
            return;
        }
        if (due.step() == Due.Step.SUSPECT && entry.status() == Status.ALIVE) {
            tell(now, entry, due.finding(), out);
            out.emit(group, roster.suspect(now, entry, evidence(due)));
        }
        if (due.isShared()) {
            doubting.share(now, entry, due.finding(), out);
        }
        ask(now, entry, due, out);
    }

    private void tell(Moment now, Entry entry, Finding finding, Outbox out) {
        if (!isolated && doubting.isMine(entry.id())) {
            doubting.claim(now, entry, finding, out);
        }
    }

    private static Evidence evidence(Due due) {
        String path = due.silent().stream().map(Endpoint::toString).collect(Collectors.joining(", "));
        return new Evidence(due.others().stream().map(PeerId::toString).toList(), path, due.reason());
    }

    /** By all ways if it is doubted; of one that is lost the kernel is not asked, since that takes sockets. */
    private void ask(Moment now, Entry entry, Due due, Outbox out) {
        boolean knocks = due.isDoubted() && due.step() != Due.Step.RETRY;
        View view = view();
        // One of another network may answer, or one of this: none is better than another yet.
        boolean races = detours.isNeeded() && entry.paths().answering().isEmpty();
        // Whom it asks rarely it tries directly each time.
        boolean passedOnAlone = races
                && due.step() == Due.Step.ASK
                && due.silent().isEmpty()
                && roster.rings().watchedBy(self.id(), doubting::isDoubted).contains(entry.id())
                && detours.isEnough(entry.id());
        boolean asked = false;
        for (Endpoint path : passedOnAlone ? List.<Endpoint>of() : entry.paths().bestFirst()) {
            if (asked && !due.isDoubted() && !races) {
                break;
            }
            long nonce = secrets.nextLong();
            Probe probe = new Probe(nonce, view, path);
            boolean knocked = knocks && !asked && speaking.knock(now, path, probe, out);
            if (knocked || ask(now, probe, entry.isVerified(), out)) {
                watch.asked(entry.id(), path, nonce, now.nanos());
                asked = true;
            }
        }
        boolean silent = !passedOnAlone && (!due.silent().isEmpty() || !asked);
        if (races) {
            Optional<Probe> passedOn = detours.ask(now, entry, silent, view, out);
            passedOn.ifPresent(sent -> watch.asked(entry.id(), sent.to(), sent.nonce(), now.nanos()));
            asked |= passedOn.isPresent();
        }
        if (!asked) {
            watch.couldNotAsk(entry.id(), now.nanos());
        }
    }

    private View view() {
        return new View(roster.fingerprint().count(), roster.fingerprint().value());
    }

    /** What was not verified may name the address of a victim: nothing goes there that did not come from there. */
    private boolean ask(Moment now, Probe probe, boolean verified, Outbox out) {
        return verified ? speaking.ask(now, probe.to(), probe, out) : speaking.send(now, probe.to(), probe, out);
    }
}
