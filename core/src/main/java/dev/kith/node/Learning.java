package dev.kith.node;

import dev.kith.peer.Event;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Records;
import java.util.Arrays;
import java.util.Optional;

/** Takes the words of others into the roster of one group, once they are believed. */
final class Learning {
    private final String group;
    private final long groupTag;
    private final Roster roster;
    private final Asking asking;
    private final Verifying verifying;
    private final Rejections rejections;

    Learning(Self self, String group, Roster roster, Asking asking, Membership.Shared shared) {
        this.group = group;
        this.groupTag = self.record().groupTag();
        this.roster = roster;
        this.asking = asking;
        this.verifying = new Verifying(shared.verifier());
        this.rejections = shared.rejections();
    }

    /** A well-formed record of this group. */
    Optional<NodeRecord> read(byte[] bytes) {
        Records.Decoded decoded = Records.decode(bytes);
        if (decoded instanceof Records.Ok ok && ok.record().groupTag() == groupTag) {
            return Optional.of(ok.record());
        }
        rejections.count(decoded instanceof Records.Rejected rejected ? rejected.reason() : "record of another group");
        return Optional.empty();
    }

    void learn(Moment now, NodeRecord record, Source source, Outbox out) {
        Optional<Entry> known = roster.find(record.id());
        if (known.isEmpty()) {
            roster.meet(now, record, source).ifPresent(event -> {
                verifying.later(record.id(), now.nanos());
                asking.begin(now, record.id());
                out.emit(group, event);
            });
            return;
        }
        if (record.supersedes(known.get().record())) {
            renew(now, record, source, out);
        }
        if (known.get().status() != Status.ALIVE) {
            // Something speaks for it: it is asked, and its answer brings it back.
            asking.askNow(now, record.id());
        }
    }

    void leave(Moment now, Source source, Header header, Goodbye goodbye, Outbox out) {
        Optional<Entry> entry = roster.find(header.sender());
        if (entry.isEmpty() || entry.get().status() == Status.LEFT) {
            return;
        }
        NodeRecord record = entry.get().record();
        boolean right = record.incarnation() == goodbye.incarnation()
                && Arrays.equals(Secrets.hash(goodbye.secret()), record.goodbyeHash());
        if (!right) {
            rejections.count("forged goodbye");
            return;
        }
        asking.end(header.sender());
        out.emit(group, roster.leave(now, entry.get(), source));
    }

    long nextWake() {
        return verifying.nextWake();
    }

    void tick(Moment now, Outbox out) {
        verifying.takeDue(now.nanos()).flatMap(roster::find).ifPresent(entry -> {
            Optional<Event> wrong = roster.verified(now, entry, verifying.isRight(entry.record()));
            wrong.ifPresent(event -> {
                asking.end(entry.id());
                rejections.count("signature");
                out.emit(group, event);
            });
        });
    }

    private void renew(Moment now, NodeRecord record, Source source, Outbox out) {
        Optional<Boolean> right = verifying.atOnce(record, now.nanos());
        if (right.isEmpty() || !right.get()) {
            rejections.count(right.isEmpty() ? "too many news" : "signature");
            return;
        }
        roster.renew(now, record, source).ifPresent(event -> {
            if (event.what() == Event.What.JOINED) {
                asking.begin(now, record.id());
            }
            out.emit(group, event);
        });
    }
}
