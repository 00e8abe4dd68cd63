package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.time.Timers;
import dev.kith.trust.Secrets;
import dev.kith.watch.Finding;
import dev.kith.watch.Watch;
import dev.kith.watch.Word;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.Vouch;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What nodes say to each other of a peer that does not answer: a few others are asked whether it answers them, and what this
 * node and another found is told to all. Nobody believes such a word; it is the ground to ask the peer oneself.
 */
final class Doubting {
    private static final int ASKED_AT_LEAST = 3;
    private static final int MAX_ASKERS = 8;
    private static final int MAX_REMEMBERED = 1024;
    /** Directly to those whom what is said to all does not reach. */
    private static final int MAX_PUSHED = 64;

    private static final int CORRECTIONS_A_SECOND = 100;
    private static final int CORRECTIONS_A_SECOND_TO_ONE = 5;

    private static final long REPEAT = 100_000_000L;
    /** So that not all ask the same peer at once. */
    private static final long CHECK_WITHIN_PER_PEER = 30_000L;

    private record Asker(PeerId id, Endpoint at, long nonce) {}

    private final Self self;
    private final Roster roster;
    private final Watch watch;
    private final Speaking speaking;
    private final Spreading spreading;
    private final Secrets secrets;
    private final Rejections rejections;
    private final Map<PeerId, List<Asker>> askers = Recent.byUse(MAX_REMEMBERED);
    private final Map<Long, PeerId> asked = Recent.byAge(MAX_REMEMBERED);
    private final Timers<Claim> repeats = new Timers<>();
    /** A record is longer than the doubt, and who asks may be another than it says. */
    private final PerSecond<PeerId> corrections = new PerSecond<>(CORRECTIONS_A_SECOND, CORRECTIONS_A_SECOND_TO_ONE);

    Doubting(Membership.Group parts, Watch watch, Membership.Shared shared) {
        this.self = parts.self();
        this.roster = parts.roster();
        this.watch = watch;
        this.speaking = parts.speaking();
        this.spreading = parts.spreading();
        this.secrets = shared.secrets();
        this.rejections = shared.rejections();
    }

    boolean isDoubted(PeerId id) {
        return roster.find(id).filter(entry -> entry.status() == Status.SUSPECT).isPresent();
    }

    /** Whether it is for this node to tell all what it finds of a peer. */
    boolean isMine(PeerId subject) {
        return watchersOf(subject).contains(self.id());
    }

    /** How many others may say what became of a peer: none, if all of them seem to be gone, too. */
    int whoCouldSay(Moment now, PeerId subject) {
        List<PeerId> all = roster.rings().all();
        boolean any = all.stream().anyMatch(id -> !id.equals(subject) && !id.equals(self.id()) && !isGone(now, id));
        return any ? Math.max(0, all.size() - 2) : 0;
    }

    /** One that stands still may go on. */
    private boolean isGone(Moment now, PeerId id) {
        return isDoubted(id)
                && watch.finding(id, now.nanos())
                        .filter(Finding.STALLED::equals)
                        .isEmpty();
    }

    /** Asks a few others whether a peer answers them; of one that was given up one other, whether it left. */
    void share(Moment now, Entry subject, Finding finding, Outbox out) {
        Set<PeerId> others = finding == Finding.LOST ? anybody(1) : whoMayKnow(subject.id());
        watch.shared(subject.id(), now.nanos());
        long nonce = secrets.nextLong();
        asked.put(nonce, subject.id());
        NodeRecord record = subject.record();
        Doubt doubt = new Doubt(nonce, subject.id(), record.incarnation(), record.version(), finding);
        for (PeerId other : others) {
            roster.find(other).flatMap(Doubting::bestPath).ifPresent(path -> speaking.send(now, path, doubt, out));
        }
    }

    /** Those who watch it; where they are few, others at random besides. */
    private Set<PeerId> whoMayKnow(PeerId subject) {
        Set<PeerId> others = new LinkedHashSet<>(watchersOf(subject));
        others.addAll(anybody(ASKED_AT_LEAST + 1 - others.size()));
        others.remove(subject);
        others.remove(self.id());
        return others;
    }

    /** So many at random who are alive, or fewer. */
    private Set<PeerId> anybody(int many) {
        Set<PeerId> some = new LinkedHashSet<>();
        PeerId at = new PeerId(secrets.nextLong(), 0);
        for (int step = 0; step < Math.min(many, ASKED_AT_LEAST); step++) {
            Optional<PeerId> next = roster.nextAlive(at);
            next.ifPresent(some::add);
            at = next.orElse(at);
        }
        return some;
    }

    private Set<PeerId> watchersOf(PeerId subject) {
        return roster.rings().watchersOf(subject, this::isDoubted);
    }

    /** Another asks after a peer that does not answer it: it gets what this node finds, as soon as that is known. */
    void doubted(Moment now, Source source, Header header, Doubt doubt, Outbox out) {
        Optional<Entry> subject =
                roster.find(doubt.subject()).filter(entry -> entry.record().incarnation() == doubt.incarnation());
        if (!roster.isPeerAt(header.sender(), source.from()) || subject.isEmpty()) {
            rejections.count("doubt of a stranger");
            return;
        }
        Optional<byte[]> goodbye = subject.get().goodbye();
        if (goodbye.isPresent()) {
            // As long as the doubt, and proves itself.
            speaking.send(
                    now,
                    source.from(),
                    new RelayedGoodbye(false, doubt.subject(), doubt.incarnation(), goodbye.get()),
                    out);
        }
        if (goodbye.isPresent() || doubt.finding() == Finding.LOST) {
            return;
        }
        if (subject.get().status() == Status.LOST) {
            // It may be there again; if it answers, whoever asks is told.
            watch.askNow(doubt.subject(), now.nanos());
        }
        boolean isNewer = subject.get().isVerified() && subject.get().record().version() > doubt.version();
        if (isNewer && corrections.take(header.sender(), now.nanos())) {
            // It may have moved.
            speaking.send(now, source.from(), new Newer(subject.get().record().bytes()), out);
        }
        List<Asker> waiting = askers.computeIfAbsent(doubt.subject(), any -> new ArrayList<>());
        waiting.removeIf(asker -> asker.id().equals(header.sender()));
        if (waiting.size() == MAX_ASKERS) {
            waiting.remove(0);
        }
        waiting.add(new Asker(header.sender(), source.from(), doubt.nonce()));
        Word word = new Word(header.sender(), doubt.finding(), false);
        watch.said(doubt.subject(), word, now.nanos(), now.nanos());
        settle(now, subject.get(), out);
    }

    /** Answers those who asked after a peer, if this node knows by now. */
    void settle(Moment now, Entry subject, Outbox out) {
        List<Asker> waiting = askers.getOrDefault(subject.id(), List.of());
        if (waiting.isEmpty()) {
            return;
        }
        watch.finding(subject.id(), now.nanos()).ifPresent(finding -> {
            askers.remove(subject.id());
            NodeRecord record = subject.record();
            for (Asker asker : waiting) {
                Vouch vouch = new Vouch(asker.nonce(), subject.id(), record.incarnation(), record.version(), finding);
                speaking.send(now, asker.at(), vouch, out);
            }
        });
    }

    /** Another answers what it found. */
    void vouched(Moment now, Source source, Header header, Vouch vouch) {
        boolean wasAsked = vouch.subject().equals(asked.get(vouch.nonce()));
        if (!wasAsked
                || !roster.isPeerAt(header.sender(), source.from())
                || known(vouch.subject(), vouch.incarnation()).isEmpty()) {
            rejections.count("unasked answer");
            return;
        }
        Word word = new Word(header.sender(), vouch.finding(), true);
        watch.said(vouch.subject(), word, now.nanos(), now.nanos());
    }

    /** Tells all what was found of a peer, and tells it once more. */
    void claim(Moment now, Entry subject, Finding finding, Outbox out) {
        Claim claim = new Claim(subject.id(), subject.record().incarnation(), finding);
        repeats.arm(claim, now.nanos() + REPEAT);
        say(now, claim, out);
    }

    private void say(Moment now, Claim claim, Outbox out) {
        speaking.multicast(claim, false, out);
        roster.entries().stream()
                .filter(entry -> entry.status() == Status.ALIVE && spreading.isOutOfReach(entry))
                .limit(MAX_PUSHED)
                .forEach(entry -> bestPath(entry).ifPresent(path -> speaking.send(now, path, claim, out)));
    }

    /** One of those who watch a peer says that it is silent: reason enough to ask it. */
    void claimed(Moment now, Source source, Header header, Claim claim) {
        if (known(claim.subject(), claim.incarnation()).isEmpty()) {
            return;
        }
        if (!roster.isPeerAt(header.sender(), source.from())
                || !watchersOf(claim.subject()).contains(header.sender())) {
            rejections.count("claim of a stranger");
            return;
        }
        long spread = Math.max(1, roster.rings().size() * CHECK_WITHIN_PER_PEER);
        long at = now.nanos() + Math.floorMod(secrets.nextLong(), spread);
        watch.said(claim.subject(), new Word(header.sender(), claim.finding(), false), now.nanos(), at);
    }

    long nextWake() {
        return repeats.next();
    }

    void tick(Moment now, Outbox out) {
        for (Optional<Claim> due = repeats.takeDue(now.nanos()); due.isPresent(); due = repeats.takeDue(now.nanos())) {
            say(now, due.get(), out);
        }
    }

    private Optional<Entry> known(PeerId id, long incarnation) {
        return roster.find(id)
                .filter(entry -> entry.isPresent() && entry.record().incarnation() == incarnation);
    }

    private static Optional<Endpoint> bestPath(Entry entry) {
        return entry.paths().bestFirst().stream().findFirst();
    }
}
