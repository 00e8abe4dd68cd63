package dev.kith.node;

import dev.kith.join.Announcements;
import dev.kith.join.Pulling;
import dev.kith.join.Welcomes;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.repair.Differences;
import dev.kith.roster.Entry;
import dev.kith.roster.Fingerprint;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Credits;
import dev.kith.trust.Secrets;
import dev.kith.trust.Verifier;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Welcome;
import java.util.List;
import java.util.Optional;

/** One node in one group: takes its messages to the rooms that decide, and says what they decided. */
final class Membership {
    /** A goodbye goes to so many peers directly too, in case the multicast does not reach them. */
    private static final int MAX_GOODBYES = 64;

    /** What all groups of a node have in common. */
    record Shared(Rejections rejections, Credits credits, Verifier verifier) {}

    private final String group;
    private final Self self;
    private final Secrets secrets;
    private final Rejections rejections;
    private final Credits credits;
    private final boolean passive;
    private final Speaking speaking;
    private final Roster roster;
    private final Pages pages;
    private final Asking asking;
    private final Learning learning;
    private final Announcements announcements = new Announcements();
    private final Welcomes welcomes;
    private final Pulling pulling = new Pulling();
    private final Differences differences = new Differences();

    Membership(Moment now, String group, Self self, Node.Setup setup, Shared shared) {
        this.group = group;
        this.self = self;
        this.secrets = setup.secrets();
        this.rejections = shared.rejections();
        this.credits = shared.credits();
        this.passive = setup.passive();
        this.speaking = new Speaking(self.record().groupTag(), self.id(), credits);
        this.roster = new Roster(self.record(), now.nanos());
        this.pages = new Pages(roster, secrets);
        this.asking = new Asking(group, roster, speaking, setup);
        this.learning = new Learning(self, group, roster, asking, shared);
        this.welcomes = new Welcomes(self.id());
        announce(now);
    }

    List<Peer> peers() {
        return roster.peers();
    }

    NodeRecord record() {
        return self.record();
    }

    /** Whether somebody in the group says that this is an endpoint of its. */
    boolean knows(Endpoint endpoint) {
        return roster.entries().stream()
                .anyMatch(entry ->
                        entry.isPresent() && entry.record().about().endpoints().contains(endpoint));
    }

    void tell(Moment now, About about) {
        NodeRecord before = self.record();
        if (self.tell(about)) {
            roster.selfChanged(before, self.record(), now.nanos());
            if (!passive) {
                announcements.news(now.nanos());
            }
        }
    }

    /** The network is another, or the host was away from it. */
    void arrive(Moment now, List<Endpoint> own) {
        NodeRecord before = self.record();
        if (self.move(own)) {
            roster.selfChanged(before, self.record(), now.nanos());
        }
        announce(now);
    }

    private void announce(Moment now) {
        if (!passive) {
            announcements.burst(now.nanos());
        }
    }

    void leave(Outbox out) {
        if (passive) {
            return;
        }
        Goodbye goodbye = new Goodbye(self.record().incarnation(), self.goodbyeSecret());
        speaking.multicast(goodbye, true, out);
        roster.entries().stream()
                .filter(Entry::isPresent)
                .limit(MAX_GOODBYES)
                .forEach(entry ->
                        entry.paths().bestFirst().stream().limit(1).forEach(path -> speaking.send(path, goodbye, out)));
        speaking.multicast(goodbye, false, out);
    }

    long nextWake() {
        return Math.min(
                Math.min(announcements.nextWake(), pulling.nextWake()),
                Math.min(asking.nextWake(), learning.nextWake()));
    }

    void tick(Moment now, Outbox out) {
        announce(now, out);
        learning.tick(now, out);
        asking.tick(now, out);
        pull(now, out);
    }

    void hear(Moment now, Source source, Datagrams.Ok heard, Outbox out) {
        Header header = heard.header();
        if (header.sender().equals(self.id())) {
            return;
        }
        roster.find(header.sender()).ifPresent(entry -> roster.heard(now, entry, source));
        Message message = heard.message();
        if (passive) {
            overheard(now, source, header, message, out);
        } else if (message instanceof Announce announce) {
            announced(now, source, header, announce, out);
        } else if (message instanceof Welcome welcome) {
            welcomed(now, source, welcome, out);
        } else if (message instanceof Pull asked) {
            asked(source, header, asked, out);
        } else if (message instanceof Page page) {
            paged(now, source, header, page, out);
        } else if (message instanceof Probe probe) {
            probed(now, source, header, probe, out);
        } else if (message instanceof Ack ack) {
            answered(now, source, header, ack, out);
        } else if (message instanceof Goodbye goodbye) {
            learning.leave(now, source, header, goodbye, out);
        }
    }

    /** What a node that only listens makes of what it hears. */
    private void overheard(Moment now, Source source, Header header, Message message, Outbox out) {
        if (message instanceof Announce announce) {
            learning.read(announce.record())
                    .filter(record -> record.id().equals(header.sender()))
                    .ifPresent(record -> learning.learn(now, record, source, out));
        } else if (message instanceof Goodbye goodbye) {
            learning.leave(now, source, header, goodbye, out);
        }
    }

    private void announce(Moment now, Outbox out) {
        int bytes = Header.BYTES + self.record().bytes().length;
        long at = now.nanos();
        int nodes = roster.fingerprint().count();
        for (var round = announcements.takeDue(at, nodes, bytes, secrets.nextLong());
                round.isPresent();
                round = announcements.takeDue(at, nodes, bytes, secrets.nextLong())) {
            Announce announce = new Announce(view(), round.get(), self.record().bytes());
            speaking.multicast(announce, round.get() < 2, out);
        }
    }

    private void announced(Moment now, Source source, Header header, Announce announce, Outbox out) {
        Optional<NodeRecord> record = learning.read(announce.record());
        if (record.isEmpty() || !record.get().id().equals(header.sender())) {
            rejections.count("record of another");
            return;
        }
        learning.learn(now, record.get(), source, out);
        Fingerprint mine = roster.fingerprint();
        boolean differs = !mine.isOrWas(announce.view().fingerprint(), now.nanos());
        if (differs && welcomes.answers(header.sender(), record.get().incarnation(), announce.round(), present())) {
            welcome(source, header, out);
        }
    }

    private void welcomed(Moment now, Source source, Welcome welcome, Outbox out) {
        if (!speaking.saidLately(welcome.answers())) {
            rejections.count("unasked welcome");
            return;
        }
        if (!pulling.welcomed(now.nanos(), source.from(), welcome.cookie())
                && !pulling.isActive()
                && welcome.view().count() > roster.present() + 1) {
            pulling.begin(
                    now.nanos(), source.from(), welcome.cookie(), welcome.view().count());
        }
        pull(now, out);
    }

    private void asked(Source source, Header header, Pull pull, Outbox out) {
        if (pull.cookie() == pages.cookie(source.from())) {
            credits.proved(source.from());
            speaking.send(source.from(), pages.answer(pull, self.record()), out);
        } else {
            welcome(source, header, out);
        }
    }

    private void paged(Moment now, Source source, Header header, Page page, Outbox out) {
        if (!pulling.paged(now.nanos(), source.from(), page.after(), page.upTo())) {
            rejections.count("unasked page");
            return;
        }
        Source hearsay = new Source(source.from(), source.interfaceName(), source.via(), false);
        for (byte[] bytes : page.records()) {
            learning.read(bytes)
                    .filter(record -> !record.id().equals(self.id()))
                    .ifPresent(record ->
                            learning.learn(now, record, record.id().equals(header.sender()) ? source : hearsay, out));
        }
        pull(now, out);
    }

    private void probed(Moment now, Source source, Header header, Probe probe, Outbox out) {
        Optional<Entry> entry = roster.find(header.sender());
        if (entry.isEmpty() && !pulling.isActive()) {
            // It knows this node and this node not it: it has a roster to give, which is a better use of what came.
            pulling.begin(now.nanos(), source.from(), 0, probe.view().count());
            pull(now, out);
            return;
        }
        speaking.send(source.from(), new Ack(probe.nonce(), view(), source.from()), out);
        if (entry.isPresent() && entry.get().status() != Status.ALIVE) {
            asking.askNow(now, header.sender());
        }
    }

    private void answered(Moment now, Source source, Header header, Ack ack, Outbox out) {
        PeerId id = header.sender();
        var rtt = asking.answered(now, id, source.from(), ack.nonce());
        Optional<Entry> entry = roster.find(id);
        if (rtt.isEmpty() || entry.isEmpty()) {
            rejections.count("unasked answer");
            return;
        }
        credits.proved(source.from());
        entry.get().paths().proved(source.from(), rtt.get());
        roster.answered(now, entry.get(), source).ifPresent(event -> out.emit(group, event));
        Fingerprint mine = roster.fingerprint();
        long theirs = ack.view().fingerprint();
        boolean differs = mine.isSettled(now.nanos()) && !mine.isOrWas(theirs, now.nanos());
        if (differs && !pulling.isActive() && differences.ask(id, mine.value(), theirs, now.nanos())) {
            pulling.begin(now.nanos(), source.from(), 0, ack.view().count());
            pull(now, out);
        }
    }

    private void pull(Moment now, Outbox out) {
        for (var question = pulling.takeDue(now.nanos());
                question.isPresent();
                question = pulling.takeDue(now.nanos())) {
            Pulling.Question ask = question.get();
            if (speaking.send(ask.to(), new Pull(ask.cookie(), ask.after(), ask.upTo()), out)) {
                pulling.asked(ask);
            }
        }
    }

    private void welcome(Source source, Header header, Outbox out) {
        speaking.send(source.from(), new Welcome(view(), pages.cookie(source.from()), (int) header.counter()), out);
    }

    private View view() {
        return new View(roster.fingerprint().count(), roster.fingerprint().value());
    }

    private List<PeerId> present() {
        return roster.entries().stream().filter(Entry::isPresent).map(Entry::id).toList();
    }

    /** How a datagram came. */
    static Source source(Input.Heard heard) {
        Via via = heard.via();
        return new Source(heard.from(), heard.interfaceName(), via, true);
    }
}
