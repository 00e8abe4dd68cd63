package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.join.Announcements;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.spread.Reach;
import dev.kith.time.Moment;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.RelayedGoodbye;
import java.util.Map;
import java.util.Optional;

/** Takes the announcements of others, each once, and what others pass on of them; corrects who announces what is old. */
final class Announcing {
    private static final int MAX_COPIES_KNOWN = 1024;
    private static final int MAX_CORRECTED = 1024;
    private static final long CORRECT_EVERY = 1_000_000_000L;
    private static final long COPIES_COME_WITHIN = 500_000_000L;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private record Said(long counter, long at) {}

    private final PeerId self;
    private final Speaking speaking;
    private final Roster roster;
    private final Spreading spreading;
    private final Learning learning;
    private final Asking asking;
    private final Joining joining;
    private final Rejections rejections;
    /** The one that came last from each: its copies by other ways say nothing more. */
    private final Map<PeerId, Said> announced = Recent.byUse(MAX_COPIES_KNOWN);
    /** When the old word of each was answered last. */
    private final Map<PeerId, Long> correctedAt = Recent.byUse(MAX_CORRECTED);

    Announcing(Membership.Group parts, Learning learning, Asking asking, Joining joining, Membership.Shared shared) {
        this.self = parts.self().id();
        this.speaking = parts.speaking();
        this.roster = parts.roster();
        this.spreading = parts.spreading();
        this.learning = learning;
        this.asking = asking;
        this.joining = joining;
        this.rejections = shared.rejections();
    }

    void heard(Moment now, Source source, Header header, Announce announce, Outbox out) {
        if (isCopy(now, header)) {
            return;
        }
        Optional<NodeRecord> record = learning.read(announce.record());
        if (record.isEmpty() || !record.get().id().equals(header.sender())) {
            rejections.count("record of another");
            return;
        }
        boolean alone = source.via() == Via.UNICAST;
        if (alone) {
            spreading.cameAlone(record.get(), announce.round() == Announcements.CONTACT);
        } else {
            spreading.cameToAll(record.get());
        }
        Learning.Word word = learning.learn(now, record.get(), source, out);
        roster.find(header.sender()).ifPresent(entry -> {
            if (!alone) {
                roster.announced(entry, source, Reach.mark(header.counter()));
            }
            if (alone && announce.round() == Announcements.CONTACT && entry.isVerified()) {
                spreading.contacted(header.sender());
            }
            asking.announced(now, entry, source, announce.view().count(), out);
            if (word == Learning.Word.OLD && joining.corrects(entry.id(), announce.round())) {
                correct(now, source, entry.record(), out);
            }
        });
        if (!speaking.isSilent()) {
            joining.welcome(now, source, header, announce, out);
        }
    }

    /** By another way it tells where else its sender is heard, if it comes soon; later somebody repeats it. */
    void heardAgain(Moment now, Source source, Header header) {
        Said last = announced.get(header.sender());
        if (last != null && last.counter() == header.counter() && now.nanos() - last.at() < COPIES_COME_WITHIN) {
            roster.find(header.sender()).ifPresent(entry -> roster.heard(now, entry, source));
        } else {
            rejections.count("replayed");
        }
    }

    /** A peer passes on what another said. */
    void passedOn(Moment now, Source source, Header header, Message message, Outbox out) {
        if (!roster.isPeerAt(header.sender(), source.from())) {
            rejections.count("relay of a stranger");
        } else if (message instanceof RelayedGoodbye goodbye) {
            learning.leave(now, source.hearsay(), goodbye, out);
        } else if (message instanceof Relay relay) {
            learning.read(relay.record())
                    .filter(record -> !record.id().equals(self))
                    .ifPresent(record -> {
                        if (relay.onward()) {
                            spreading.cameAlone(record, true);
                        }
                        learning.learn(now, record, source.hearsay(), out);
                    });
        }
    }

    private boolean isCopy(Moment now, Header header) {
        Said last = announced.put(header.sender(), new Said(header.counter(), now.nanos()));
        return last != null && last.counter() == header.counter();
    }

    /** Sends back what is newer; of many who heard the old word, only a few do. */
    private void correct(Moment now, Source source, NodeRecord newer, Outbox out) {
        boolean lately = now.nanos() - correctedAt.getOrDefault(newer.id(), NEVER) < CORRECT_EVERY;
        if (!speaking.isSilent() && !lately && speaking.send(now, source.from(), new Newer(newer.bytes()), out)) {
            correctedAt.put(newer.id(), now.nanos());
        }
    }
}
