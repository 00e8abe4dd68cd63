package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.join.Announcements;
import dev.kith.join.Pulling;
import dev.kith.join.Welcomes;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.repair.Narrowing;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Welcome;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The talk by which a newcomer gets known and gets the roster, and by which a part of it is given again later. */
final class Joining {
    /** The announcements of a burst that go by broadcast, too. */
    private static final int BROADCAST_ROUNDS = 2;

    private static final long INTRODUCE_AGAIN = 900_000_000L;
    private static final int MAX_REMEMBERED = 1024;

    private final Self self;
    private final Secrets secrets;
    private final Rejections rejections;
    private final Speaking speaking;
    private final Roster roster;
    private final Spreading spreading;
    private final Learning learning;
    private final Contacting contacting;
    private final Pages pages;
    private final Announcements announcements = new Announcements();
    private final Welcomes welcomes;
    private final Pulling pulling = new Pulling();
    /** When each was told of this node last. */
    private final Map<PeerId, Long> introduced = Recent.byUse(MAX_REMEMBERED);
    /** Whose records are pulled again, since its view differed. */
    private Optional<PeerId> again = Optional.empty();
    /** How many it counts there of whom it has given nothing: it will, once it has heard them itself. */
    private int notGiven;

    private boolean hasRoster;
    private int ways = 1;

    Joining(Membership.Group parts, Learning learning, Contacting contacting, Membership.Shared shared) {
        this.self = parts.self();
        this.secrets = shared.secrets();
        this.rejections = shared.rejections();
        this.speaking = parts.speaking();
        this.roster = parts.roster();
        this.spreading = parts.spreading();
        this.learning = learning;
        this.contacting = contacting;
        this.pages = new Pages(roster, secrets);
        this.welcomes = new Welcomes(self.id());
    }

    /** Announces in a burst; each announcement is sent in so many copies. */
    void arrive(Moment now, int copies) {
        ways = copies;
        announcements.burst(now.nanos());
    }

    /** Whether the whole roster of another has come, or it was seen to be the same. */
    boolean hasRosterOfAnother() {
        return hasRoster;
    }

    /** Another says what it knows. */
    void agree(View theirs) {
        hasRoster |= theirs.count() > 1
                && theirs.fingerprint() == roster.fingerprint().value();
    }

    void news(Moment now) {
        announcements.news(now.nanos());
    }

    long nextWake() {
        return Math.min(announcements.nextWake(), pulling.nextWake());
    }

    /** Announces what is due. */
    void announce(Moment now, Outbox out) {
        int bytes = (Header.BYTES + self.record().bytes().length) * ways;
        int nodes = roster.fingerprint().count();
        while (announcements.nextWake() <= now.nanos()) {
            announcements.takeDue(now.nanos(), nodes, bytes, secrets.nextLong()).ifPresent(round -> {
                Announce announce = new Announce(view(), round, self.record().bytes());
                spreading.announced(now, speaking.multicast(announce, round < BROADCAST_ROUNDS, out), out);
            });
        }
    }

    /** Welcomes whoever announced itself, if it knows less and it is for this node to do so. */
    void welcome(Moment now, Source source, Header header, Announce announce, Outbox out) {
        agree(announce.view());
        if (announce.round() == Announcements.CONTACT && source.via() == Via.UNICAST) {
            welcome(now, source, header, out);
            return;
        }
        boolean differs = !roster.fingerprint().isOrWas(announce.view().fingerprint(), now.nanos());
        if (differs && welcomes.answers(header.sender(), header.counter(), announce.round(), present())) {
            welcome(now, source, header, out);
        }
    }

    /** Whether it is for this node, with a few others, to correct a peer that many heard. */
    boolean corrects(PeerId peer, int round) {
        return welcomes.corrects(peer, round, present());
    }

    void welcomed(Moment now, Source source, Header header, Welcome welcome, Outbox out) {
        boolean contacted = contacting.answered(now, header.sender(), welcome.answers());
        if (!contacted && !speaking.saidLately(welcome.answers())) {
            rejections.count("unasked welcome");
            return;
        }
        if (contacted) {
            spreading.contacted(header.sender());
        }
        agree(welcome.view());
        boolean ofTheOnePulledFrom = pulling.welcomed(now.nanos(), source.from(), welcome.cookie());
        boolean differs = !roster.fingerprint().isOrWas(welcome.view().fingerprint(), now.nanos());
        // Who has had a whole roster for a while misses a few at most, which are found out and pulled alone.
        boolean isNew = !hasRoster || !roster.fingerprint().isSettled(now.nanos());
        boolean knowsMore = welcome.view().count() > roster.fingerprint().count();
        boolean worthIt = isNew && (knowsMore || (contacted && differs));
        if (!ofTheOnePulledFrom && worthIt) {
            again = Optional.empty();
            Pulling.Offer offer = new Pulling.Offer(
                    source.from(),
                    welcome.cookie(),
                    Pulling.Span.all(welcome.view().count()),
                    true);
            pulling.offered(now.nanos(), offer, (int) secrets.nextLong());
        }
        pull(now, out);
    }

    void pulled(Moment now, Source source, Header header, Pull pull, Outbox out) {
        if (pages.isCookie(pull.cookie(), source.from(), now)) {
            speaking.proved(now, header.sender(), source.from(), out);
            speaking.send(now, source.from(), pages.answer(pull, self.record()), out);
        } else {
            welcome(now, source, header, out);
        }
    }

    /**
     * What a page brought.
     *
     * @param own what the other holds of this node itself, if that was in it
     * @param settled whose records have all come again that differed
     */
    record Brought(Optional<NodeRecord> own, Optional<PeerId> settled) {}

    /** Takes what another gave. */
    Brought paged(Moment now, Source source, Header header, Page page, Outbox out) {
        if (!pulling.paged(now.nanos(), source.from(), page.answers(), page.after(), page.upTo())) {
            rejections.count("unasked page");
            return new Brought(Optional.empty(), Optional.empty());
        }
        Source given = source.given();
        Set<PeerId> ids = new HashSet<>();
        Optional<NodeRecord> own = Optional.empty();
        for (byte[] bytes : page.records()) {
            Optional<NodeRecord> record = learning.read(bytes);
            if (record.isPresent() && record.get().id().equals(self.id())) {
                own = record;
            } else if (record.isPresent()) {
                ids.add(record.get().id());
                boolean itsOwn = record.get().id().equals(header.sender());
                take(now, record.get(), itsOwn ? source : given, out);
            }
        }
        notGiven -= page.records().size();
        if (again.isPresent()) {
            learning.missing(now, page.after(), page.upTo(), ids);
        }
        Optional<PeerId> settled = pulling.isActive() || notGiven > 0 ? Optional.empty() : again;
        hasRoster |= !pulling.isActive();
        pull(now, out);
        return new Brought(own, settled);
    }

    private void take(Moment now, NodeRecord record, Source source, Outbox out) {
        if (again.isPresent()) {
            learning.learnMissing(now, record, source, out);
        } else {
            learning.learn(now, record, source, out);
        }
    }

    boolean isPulling() {
        return pulling.isActive();
    }

    /** Pulls again, of a peer, those ranges in which its view differs. */
    void pullAgain(Moment now, PeerId peer, Endpoint at, Narrowing.Found found, Outbox out) {
        List<Pulling.Span> spans = found.ranges().stream()
                .map(range -> new Pulling.Span(range.after(), range.upTo()))
                .toList();
        again = Optional.of(peer);
        notGiven = found.nodes();
        pulling.offered(now.nanos(), new Pulling.Offer(at, 0, spans, false), (int) secrets.nextLong());
        pull(now, out);
    }

    /** A peer does not know this node, or not where it is: it is told. */
    void introduce(Moment now, PeerId peer, Endpoint at, Outbox out) {
        Long last = introduced.get(peer);
        if (last == null || now.nanos() - last >= INTRODUCE_AGAIN) {
            introduced.put(peer, now.nanos());
            introduceAlone(now, at, out);
        }
    }

    /** Announces this node to one alone. */
    void introduceAlone(Moment now, Endpoint at, Outbox out) {
        Announce announce =
                new Announce(view(), Announcements.STEADY, self.record().bytes());
        speaking.send(now, at, announce, out);
    }

    void pull(Moment now, Outbox out) {
        while (pulling.nextWake() <= now.nanos()) {
            pulling.takeDue(now.nanos()).ifPresent(ask -> {
                Pull pull = new Pull(ask.cookie(), ask.nonce(), ask.after(), ask.upTo());
                if (speaking.send(now, ask.to(), pull, out)) {
                    pulling.asked(now.nanos(), ask);
                }
            });
        }
    }

    private void welcome(Moment now, Source source, Header header, Outbox out) {
        Welcome welcome = new Welcome(view(), pages.cookie(source.from(), now), header.counter());
        speaking.send(now, source.from(), welcome, out);
    }

    private View view() {
        return new View(roster.fingerprint().count(), roster.fingerprint().value());
    }

    private Stream<PeerId> present() {
        return roster.entries().stream().filter(Entry::isPresent).map(Entry::id);
    }
}
