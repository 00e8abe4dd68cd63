package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.watch.Watch;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.time.Duration;
import java.util.Optional;

/** Asks the peers of one group whether they are there, and puts into the roster what their answers and silences mean. */
final class Asking {
    private final Watch watch = new Watch();
    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Secrets secrets;
    private final boolean passive;

    Asking(String group, Roster roster, Speaking speaking, Node.Setup setup) {
        this.group = group;
        this.roster = roster;
        this.speaking = speaking;
        this.secrets = setup.secrets();
        this.passive = setup.passive();
    }

    void begin(Moment now, PeerId id) {
        if (!passive) {
            watch.begin(id, now.nanos(), secrets.nextLong());
        }
    }

    void askNow(Moment now, PeerId id) {
        watch.askNow(id, now.nanos());
    }

    void end(PeerId id) {
        watch.end(id);
    }

    Optional<Duration> answered(Moment now, PeerId id, Endpoint from, long nonce) {
        return watch.answered(id, from, nonce, now.nanos());
    }

    long nextWake() {
        return watch.nextWake();
    }

    void tick(Moment now, Outbox out) {
        for (var due = watch.takeDue(now.nanos()); due.isPresent(); due = watch.takeDue(now.nanos())) {
            Optional<Entry> entry = roster.find(due.get().id());
            if (entry.isPresent()) {
                act(now, due.get(), entry.get(), out);
            } else {
                watch.end(due.get().id());
            }
        }
    }

    private void act(Moment now, Watch.Due due, Entry entry, Outbox out) {
        String silent = due.silences() + " questions were not answered";
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
            long nonce = secrets.nextLong();
            boolean wanted = everywhere || !asked;
            if (wanted && speaking.ask(path, new Probe(nonce, view, path), now.nanos(), out)) {
                watch.asked(entry.id(), path, nonce, now.nanos());
                asked = true;
            }
        }
        if (!asked) {
            watch.couldNotAsk(entry.id(), now.nanos());
        }
    }
}
