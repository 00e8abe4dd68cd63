package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.time.Timers;
import dev.kith.trust.Credits;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Meetings;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Here;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Where;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * Brings two together who cannot reach each other: a member that both reach tells each where it sees the other, and both send at
 * once, which opens the way through their address translations. Whoever is then heard where its record does not name it has to swear that it is there.
 */
final class Meeting {
    private static final long MILLI = 1_000_000L;
    private static final long[] TRIES = {0, 100 * MILLI, 300 * MILLI, 1000 * MILLI};
    private static final long SEEK_AGAIN = 250 * MILLI;
    private static final long OATH_AGAIN = 1000 * MILLI;
    private static final long OATH_WITHIN = 2000 * MILLI;
    private static final int MAX_REMEMBERED = 1024;
    private static final int MAX_OPEN = 256;
    private static final int INTRODUCTIONS_A_SECOND = 200;
    private static final int INTRODUCTIONS_A_SECOND_TO_ONE = 40;
    private static final int OATHS_A_SECOND = 20;
    private static final int OATHS_A_SECOND_TO_ONE = 4;

    private record Try(PeerId peer, Endpoint at, int number) {}

    private record Challenged(PeerId peer, Endpoint at, long when) {}

    private final Self self;
    private final Roster roster;
    private final Speaking speaking;
    private final Asking asking;
    private final Contacting contacting;
    private final Whereabouts whereabouts;
    private final Verifying verifying;
    private final Rejections rejections;
    private final Credits credits;
    private final Secrets secrets;
    private final Map<PeerId, Long> sought = Recent.byUse(MAX_REMEMBERED);
    private final Map<PeerId, Long> asked = Recent.byUse(MAX_REMEMBERED);
    private final Map<Long, Challenged> challenges = Recent.byAge(MAX_OPEN);
    private final Timers<Try> tries = new Timers<>();
    private final PerSecond<PeerId> introductions =
            new PerSecond<>(INTRODUCTIONS_A_SECOND, INTRODUCTIONS_A_SECOND_TO_ONE);
    private final PerSecond<InetAddress> oaths = new PerSecond<>(OATHS_A_SECOND, OATHS_A_SECOND_TO_ONE);
    /** Turns of their own for those who hear this node: whoever floods it in the name of others does not. */
    private final PerSecond<InetAddress> oathsToHearers = new PerSecond<>(OATHS_A_SECOND, OATHS_A_SECOND_TO_ONE);

    Meeting(
            Membership.Group parts,
            Asking asking,
            Contacting contacting,
            Verifying verifying,
            Membership.Shared shared) {
        this.self = parts.self();
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.whereabouts = parts.whereabouts();
        this.asking = asking;
        this.contacting = contacting;
        this.verifying = verifying;
        this.rejections = shared.rejections();
        this.credits = shared.credits();
        this.secrets = shared.secrets();
    }

    long nextWake() {
        return tries.next();
    }

    /** Asks a member that may reach them to introduce this node to those that do not answer it; those wait where there is none yet. */
    void seek(Moment now, Outbox out) {
        asking.detours().unreached().removeIf(id -> {
            Long last = sought.get(id);
            Optional<Entry> peer = roster.find(id)
                    .filter(entry ->
                            entry.isPresent() && entry.paths().answering().isEmpty());
            if (peer.isEmpty() || (last != null && now.nanos() - last < SEEK_AGAIN)) {
                return true;
            }
            Optional<Endpoint> by = asking.detours().whoMayReach(peer.get());
            by.ifPresent(member -> {
                sought.put(id, now.nanos());
                speaking.send(now, member, new Introduce(id), out);
            });
            return by.isPresent();
        });
    }

    void heard(Moment now, Source source, Header header, Message message, Outbox out) {
        if (message instanceof Introduce introduce) {
            introduce(now, source, header, introduce, out);
        } else if (message instanceof Meet meet) {
            met(now, source, header, meet);
        } else if (message instanceof Where where) {
            swear(now, source, header, where, out);
        } else if (message instanceof Here here) {
            sworn(now, source, header, here, out);
        }
    }

    private void introduce(Moment now, Source source, Header header, Introduce introduce, Outbox out) {
        Optional<Entry> asker = roster.find(header.sender()).filter(Entry::isVerified);
        Optional<Entry> subject = roster.find(introduce.subject());
        Optional<Endpoint> path = subject.flatMap(entry -> speaking.wayTo(now, entry));
        boolean proven = credits.isProven(source.from(), now.nanos());
        if (asker.isEmpty() || !proven || path.isEmpty() || !introductions.take(header.sender(), now.nanos())) {
            rejections.count("introduction refused");
            return;
        }
        Detours detours = asking.detours();
        Endpoint asked = detours.seenFrom(path.get(), asker.get(), source.from());
        Endpoint sought = detours.seenFrom(source.from(), subject.get(), path.get());
        speaking.send(now, path.get(), new Meet(header.sender(), asked), out);
        speaking.send(now, source.from(), new Meet(introduce.subject(), sought), out);
    }

    private void met(Moment now, Source source, Header header, Meet meet) {
        Optional<Entry> peer = roster.find(meet.subject()).filter(Entry::isVerified);
        boolean isMember = roster.isPeerAt(header.sender(), source.from());
        if (peer.isEmpty() || !isMember || !introductions.take(header.sender(), now.nanos())) {
            rejections.count("introduction of a stranger");
            return;
        }
        if (tries.isArmed(new Try(meet.subject(), meet.at(), TRIES.length - 1))) {
            // Somebody has just said the same; begun anew each time, it would spend at once what is to last a second.
            return;
        }
        for (int number = 0; number < TRIES.length; number++) {
            tries.arm(new Try(meet.subject(), meet.at(), number), now.nanos() + TRIES[number]);
        }
    }

    void tick(Moment now, Outbox out) {
        for (var due = tries.takeDue(now.nanos()); due.isPresent(); due = tries.takeDue(now.nanos())) {
            Try next = due.get();
            roster.find(next.peer())
                    .filter(peer -> peer.paths().answering().isEmpty())
                    .ifPresent(peer -> attempt(now, peer, next.at(), out));
        }
    }

    /** Where its record names the address it is asked as ever; else it has to swear first. */
    private void attempt(Moment now, Entry peer, Endpoint at, Outbox out) {
        if (peer.record().about().endpoints().contains(at)) {
            asking.askAt(now, peer, at, false, out);
        } else {
            long nonce = secrets.nextLong();
            if (speaking.contact(now, at, new Where(nonce, 0), out).isPresent()) {
                challenges.put(nonce, new Challenged(peer.id(), at, now.nanos()));
            }
        }
    }

    /** A peer has given its roster from there, its own record first: it is the first who can say where it sees this node. */
    void given(Moment now, Header by, Endpoint from, Outbox out) {
        Optional<Entry> giver = roster.find(by.sender());
        giver.filter(peer -> !peer.isAt(from)).ifPresent(peer -> challenge(now, peer, from, by.counter(), out));
        giver.filter(peer -> peer.isAt(from)).ifPresent(peer -> asking.askFirst(now, peer));
    }

    /** A peer is heard where its record does not name it. What came pays for one answer: who asks for an oath is given it instead. */
    void heardElsewhere(Moment now, Entry peer, Endpoint from, Datagrams.Ok heard, Outbox out) {
        if (!(heard.message() instanceof Where || heard.message() instanceof Here)) {
            challenge(now, peer, from, heard.header().counter(), out);
        }
    }

    /** Nothing is done for an address that nobody has proven; a translation gives one for each way, and only the best is asked. */
    void heardAt(Moment now, Entry peer, Endpoint from, Datagrams.Ok heard, Outbox out) {
        boolean asksForAnother = heard.message() instanceof Introduce || heard.message() instanceof Forward;
        if (asksForAnother && !credits.isProven(from, now.nanos())) {
            challenge(now, peer, from, heard.header().counter(), out);
        }
    }

    /** It may be there, or somebody else. */
    private void challenge(Moment now, Entry peer, Endpoint from, long about, Outbox out) {
        Long last = asked.get(peer.id());
        if (peer.isVerified() && (last == null || now.nanos() - last >= OATH_AGAIN)) {
            long nonce = secrets.nextLong();
            if (speaking.send(now, from, new Where(nonce, about), out)) {
                asked.put(peer.id(), now.nanos());
                challenges.put(nonce, new Challenged(peer.id(), from, now.nanos()));
            }
        }
    }

    private void swear(Moment now, Source source, Header header, Where where, Outbox out) {
        PerSecond<InetAddress> turns = speaking.saidOfLate(where.about()) ? oathsToHearers : oaths;
        if (!turns.take(source.from().ip(), now.nanos())) {
            rejections.count("too many oaths");
            return;
        }
        Endpoint from = source.from().withoutLink();
        byte[] part = Meetings.signedPart(header.sender(), self.record(), where.nonce(), from);
        speaking.send(now, source.from(), new Here(where.nonce(), from, self.signature(part)), out);
    }

    private void sworn(Moment now, Source source, Header header, Here here, Outbox out) {
        Challenged challenge = challenges.remove(here.nonce());
        Optional<Entry> peer = roster.find(header.sender());
        boolean asked = challenge != null
                && challenge.peer().equals(header.sender())
                && challenge.at().equals(source.from())
                && now.nanos() - challenge.when() < OATH_WITHIN;
        if (peer.isEmpty() || !asked || !verifying.mayAtOnce(source.from().ip(), now.nanos())) {
            rejections.count("unasked oath");
            return;
        }
        byte[] part = Meetings.signedPart(self.id(), peer.get().record(), here.nonce(), here.from());
        // The first who is met has nobody before it who could have told this node where it is seen.
        boolean isMe = whereabouts.mayBeSeenAt(here.from()) || contacting.names(source.from());
        boolean isTrue = isMe && verifying.isRight(peer.get().record().publicKey(), part, here.signature());
        if (!isTrue) {
            rejections.count("false oath");
            return;
        }
        speaking.proved(now, header.sender(), source.from(), out);
        peer.get().paths().admit(source.from(), now.nanos());
        roster.heard(now, peer.get(), source);
        asking.askAt(now, peer.get(), source.from(), true, out);
    }
}
