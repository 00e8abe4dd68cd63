package dev.kith.node;

import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.util.Optional;

/** Answers the questions of others whether this node is there, and takes the answers to its own. */
final class Probing {
    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Spreading spreading;
    private final Whereabouts whereabouts;
    private final Asking asking;
    private final Joining joining;
    private final Repairing repairing;
    private final Rejections rejections;
    private final Pinging pinging;

    Probing(Membership.Group parts, Asking asking, Joining joining, Repairing repairing, Membership.Shared shared) {
        this.group = parts.name();
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.spreading = parts.spreading();
        this.whereabouts = parts.whereabouts();
        this.asking = asking;
        this.joining = joining;
        this.repairing = repairing;
        this.rejections = shared.rejections();
        this.pinging = new Pinging(parts, asking);
    }

    /** What is asked for others than this node itself. */
    Pinging pinging() {
        return pinging;
    }

    void probed(Moment now, Source source, Header header, Probe probe, Outbox out) {
        View view = new View(roster.fingerprint().count(), roster.fingerprint().value());
        Optional<Entry> asker = roster.find(header.sender());
        boolean known = asker.isPresent() && asker.get().isAt(source.from());
        // The way from there is open, and so for now is the one back.
        Optional<Entry> wanted = asker.filter(entry -> known
                && asking.detours().isNeeded()
                && entry.paths().answering().isEmpty());
        int heard = asker.map(Entry::lastAnnounced).orElse(0);
        // What it announces, asked for again, pays for a question: this answer may have cost all that came from there.
        boolean isEnough = known && wanted.isEmpty();
        speaking.send(now, source.from(), new Ack(probe.nonce(), view, source.from(), isEnough, heard), out);
        asker.filter(entry ->
                        entry.paths().answering().filter(source.from()::equals).isPresent())
                .ifPresent(entry -> asking.wasAsked(now, entry.id()));
        wanted.ifPresent(entry -> asking.tryAt(now, entry, source.from(), out));
        asker.ifPresent(entry -> repairing.compareBack(now, entry, source, probe.view(), out));
        asker.filter(entry -> entry.status() != Status.ALIVE).ifPresent(entry -> asking.askNow(now, entry.id()));
    }

    void answered(Moment now, Source source, Header header, Ack ack, Outbox out) {
        PeerId id = header.sender();
        var rtt = asking.answered(now, id, source.from(), ack.nonce());
        Optional<Entry> entry = roster.find(id);
        if (asking.answeredByAnother(now, id, source.from(), ack.nonce())) {
            return;
        }
        if (rtt.isEmpty() || entry.isEmpty()) {
            rejections.count("unasked answer");
            return;
        }
        speaking.proved(now, id, source.from(), out);
        whereabouts.saw(now, id, ack.from());
        entry.get().reached();
        entry.get().paths().proved(source.from(), rtt.get());
        roster.answered(now, entry.get(), source).ifPresent(event -> out.emit(group, event));
        asking.doubting().settle(now, entry.get(), out);
        spreading.answered(now, entry.get(), ack, new Spreading.Answer(source.from(), rtt.get()), out);
        if (!ack.isKnown()) {
            joining.introduce(now, id, source.from(), out);
        }
        repairing.compare(now, id, source.from(), ack.view(), out);
        pinging.answered(now, entry.get(), source, ack.nonce(), out);
    }
}
