package dev.kith.node;

import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Access;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Records;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;

/** Takes the words of others into the roster of one group, once they are believed. */
final class Learning {
    /** What became of a record. */
    enum Word {
        /** It says what was known, or something new. */
        TAKEN,
        /** Something newer is known and verified. */
        OLD
    }

    private final String group;
    private final PeerId self;
    private final long groupTag;
    private final Access access;
    private final Roster roster;
    private final Spreading spreading;
    private final Asking asking;
    private final Contacting contacting;
    private final Verifying verifying;
    private final Rejections rejections;
    private final Secrets secrets;

    Learning(Membership.Group parts, Asking asking, Contacting contacting, Membership.Shared shared) {
        this.group = parts.name();
        this.self = parts.self().id();
        this.groupTag = parts.self().record().groupTag();
        this.access = parts.access();
        this.roster = parts.roster();
        this.spreading = parts.spreading();
        this.asking = asking;
        this.contacting = contacting;
        this.verifying = new Verifying(shared.setup().verifier());
        this.rejections = shared.rejections();
        this.secrets = shared.secrets();
    }

    /** Checks the signatures of all that is learnt here. */
    Verifying verifying() {
        return verifying;
    }

    /** A well-formed record of this group. */
    Optional<NodeRecord> read(byte[] bytes) {
        Records.Decoded decoded = Records.decode(bytes);
        if (!(decoded instanceof Records.Ok ok)) {
            rejections.count(decoded instanceof Records.Rejected rejected ? rejected.reason() : "");
        } else if (ok.record().groupTag() != groupTag) {
            rejections.count("record of another group");
        } else if (!access.allows(ok.record().id()) && !ok.record().id().equals(self)) {
            rejections.count("not allowed");
        } else {
            return Optional.of(ok.record());
        }
        return Optional.empty();
    }

    Word learn(Moment now, NodeRecord record, Source source, Outbox out) {
        Optional<Entry> known = roster.find(record.id());
        if (known.isEmpty()) {
            // What only this node heard waits for it; what all heard has time.
            boolean urgent = spreading.isUrgent(record.id()) || contacting.isActive();
            meet(now, record, source, urgent, out);
            return Word.TAKEN;
        }
        Entry entry = known.get();
        NodeRecord held = entry.record();
        boolean same = Arrays.equals(record.bytes(), held.bytes());
        if (record.supersedes(held) || (!entry.isVerified() && !same)) {
            boolean itsOwn = source.direct() && entry.isAt(source.from());
            if (itsOwn
                    ? verifying.mayAtOnceOfItsOwn(source.from().ip(), now.nanos())
                    : verifying.mayAtOnce(source.from().ip(), now.nanos())) {
                renew(now, record, source, out);
            } else {
                verifying.later(record, source, now.nanos(), secrets.nextLong());
            }
        }
        if (entry.status() == Status.SUSPECT || entry.status() == Status.LOST) {
            // Something speaks for it: it is asked, and its answer brings it back.
            asking.askNow(now, record.id());
        }
        return entry.isVerified() && held.supersedes(record) ? Word.OLD : Word.TAKEN;
    }

    /** The same of what was seen to be missing here: until it counts, all others whose views are compared with this one ask again. */
    void learnMissing(Moment now, NodeRecord record, Source source, Outbox out) {
        if (roster.find(record.id()).isEmpty()) {
            meet(now, record, source, true, out);
        } else {
            learn(now, record, source, out);
        }
    }

    /** Another gave all it holds between two ids: whoever is held to be there by this node alone is asked. */
    void missing(Moment now, long after, long upTo, Set<PeerId> given) {
        for (Entry entry : roster.between(after, upTo)) {
            if (entry.isPresent() && entry.isVerified() && !given.contains(entry.id())) {
                asking.askNow(now, entry.id());
            }
        }
    }

    void leave(Moment now, Source source, RelayedGoodbye goodbye, Outbox out) {
        Optional<Entry> entry = roster.find(goodbye.subject());
        if (entry.isEmpty() || entry.get().status() == Status.LEFT) {
            if (source.direct() && source.via() != Via.UNICAST) {
                spreading.leftAgain(goodbye.subject());
            }
            return;
        }
        NodeRecord record = entry.get().record();
        boolean right = record.incarnation() == goodbye.incarnation()
                && Arrays.equals(Secrets.hash(goodbye.secret()), record.goodbyeHash());
        if (!right) {
            rejections.count("forged goodbye");
            return;
        }
        asking.end(goodbye.subject());
        out.emit(group, roster.leave(now, entry.get(), source, goodbye.secret()));
        spreading.left(now, source, goodbye, out);
    }

    long nextWake() {
        return verifying.nextWake();
    }

    void tick(Moment now, Outbox out) {
        Optional<Verifying.Pending> due = verifying.takeDue(now.nanos());
        if (due.isEmpty()) {
            return;
        }
        NodeRecord record = due.get().record();
        Optional<Entry> entry = roster.find(record.id());
        if (entry.isPresent() && Arrays.equals(entry.get().record().bytes(), record.bytes())) {
            verify(now, entry.get(), out);
        } else if (entry.isPresent()) {
            renew(now, record, due.get().source(), out);
        }
    }

    private void verify(Moment now, Entry entry, Outbox out) {
        NodeRecord record = entry.record();
        boolean right = verifying.isRight(record);
        Optional<Event> wrong = roster.verified(now, entry, right);
        wrong.ifPresent(event -> {
            asking.end(record.id());
            rejections.count("signature");
            out.emit(group, event);
        });
        if (right) {
            spreading.learned(now, record, out);
            asking.askSoon(now, record.id());
        }
    }

    private void meet(Moment now, NodeRecord record, Source source, boolean urgent, Outbox out) {
        Roster.Met met = roster.meet(now, record, source);
        met.forgotten().forEach(asking::end);
        met.news().forEach(event -> out.emit(group, event));
        roster.find(record.id()).ifPresent(entry -> {
            asking.begin(now, record.id());
            contacting.met(entry);
            if (urgent && verifying.mayAtOnce(source.from().ip(), now.nanos())) {
                verify(now, entry, out);
            } else {
                verifying.later(record, source, now.nanos(), secrets.nextLong());
            }
        });
    }

    private void renew(Moment now, NodeRecord record, Source source, Outbox out) {
        if (!verifying.isRight(record)) {
            rejections.count("signature");
            return;
        }
        roster.renew(now, record, source).ifPresent(event -> {
            if (event.what() == Event.What.JOINED) {
                asking.begin(now, record.id());
            }
            out.emit(group, event);
        });
        // Others need what is no news to people, too, such as which keys it has.
        roster.find(record.id())
                .filter(entry -> Arrays.equals(entry.record().bytes(), record.bytes()))
                .ifPresent(entry -> spreading.learned(now, record, out));
    }
}
