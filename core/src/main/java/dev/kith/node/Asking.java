package dev.kith.node;

import dev.kith.join.Announcements;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.watch.Silences;
import dev.kith.watch.Watch;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/**
 * Asks the peers of one group whether they are there, and puts into the roster what their answers and silences mean. A node
 * that says nothing goes by their announcements instead.
 */
final class Asking {
    private static final int MISSED_ANNOUNCEMENTS = 3;
    /** Of an announcement, as a node with two links and both families sends it; how many another sends, nobody can tell. */
    private static final int COPIES = 4;

    private static final double SECOND = 1e9;

    private final Watch watch = new Watch();
    private final Silences silences = new Silences();
    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Secrets secrets;
    private final boolean passive;

    Asking(String group, Roster roster, Speaking speaking, Membership.Shared shared) {
        this.group = group;
        this.roster = roster;
        this.speaking = speaking;
        this.secrets = shared.secrets();
        this.passive = shared.setup().passive();
    }

    void begin(Moment now, PeerId id) {
        if (passive) {
            silences.heard(id, now.nanos(), maySilent());
        } else {
            watch.begin(id, now.nanos(), secrets.nextLong());
        }
    }

    void askNow(Moment now, PeerId id) {
        watch.askNow(id, now.nanos());
    }

    void end(PeerId id) {
        watch.end(id);
        silences.end(id);
    }

    /** A peer announced itself, which is all that a passive node has to go by. */
    void announced(Moment now, Entry entry, Source source, Outbox out) {
        if (passive && entry.status() != Status.LEFT) {
            silences.heard(entry.id(), now.nanos(), maySilent());
            roster.recover(now, entry, source, "it announces itself again").ifPresent(event -> out.emit(group, event));
        }
    }

    Optional<Duration> answered(Moment now, PeerId id, Endpoint from, long nonce) {
        return watch.answered(id, from, nonce, now.nanos());
    }

    /** This process stood still. */
    void forgive(Moment now) {
        watch.forgive(now.nanos());
        silences.forgive(now.nanos(), maySilent());
    }

    long nextWake() {
        return Math.min(watch.nextWake(), silences.nextWake());
    }

    void tick(Moment now, Outbox out) {
        while (watch.nextWake() <= now.nanos()) {
            watch.takeDue(now.nanos()).ifPresent(due -> {
                Optional<Entry> entry = roster.find(due.id());
                entry.ifPresentOrElse(peer -> act(now, due, peer, out), () -> watch.end(due.id()));
            });
        }
        for (var due = silences.takeDue(now.nanos()); due.isPresent(); due = silences.takeDue(now.nanos())) {
            String reason = String.format(
                    Locale.ROOT,
                    "it has not announced itself for %.0f s, %d times of the longest it may take",
                    maySilent() / SECOND,
                    MISSED_ANNOUNCEMENTS);
            roster.find(due.get())
                    .filter(Entry::isPresent)
                    .ifPresent(entry -> out.emit(group, roster.lose(now, entry, reason)));
        }
    }

    private long maySilent() {
        int bytes = (Header.BYTES + NodeRecord.MAX_BYTES) * COPIES;
        return MISSED_ANNOUNCEMENTS
                * Announcements.longestGap(roster.fingerprint().count(), bytes);
    }

    private void act(Moment now, Watch.Due due, Entry entry, Outbox out) {
        due.silent().forEach(entry.paths()::silent);
        String silent = due.silences() == 0
                ? "no address is known at which it may be asked"
                : due.silences() + " questions were not answered";
        if (due.step() == Watch.Step.LOSE) {
            out.emit(group, roster.lose(now, entry, silent));
            return;
        }
        if (due.step() == Watch.Step.SUSPECT && entry.status() == Status.ALIVE) {
            out.emit(group, roster.suspect(now, entry, silent));
        }
        ask(now, entry, due.silences() > 0, out);
    }

    private void ask(Moment now, Entry entry, boolean everywhere, Outbox out) {
        View view = new View(roster.fingerprint().count(), roster.fingerprint().value());
        boolean asked = false;
        for (Endpoint path : entry.paths().bestFirst()) {
            if (asked && !everywhere) {
                break;
            }
            long nonce = secrets.nextLong();
            if (ask(now, path, new Probe(nonce, view, path), entry.isVerified(), out)) {
                watch.asked(entry.id(), path, nonce, now.nanos());
                asked = true;
            }
        }
        if (!asked) {
            watch.couldNotAsk(entry.id(), now.nanos());
        }
    }

    /** What was not verified may name the address of a victim: nothing goes there that did not come from there. */
    private boolean ask(Moment now, Endpoint path, Probe probe, boolean verified, Outbox out) {
        return verified ? speaking.ask(now, path, probe, out) : speaking.send(now, path, probe, out);
    }
}
