package dev.kith.node;

import dev.kith.classic.Senders;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Access;
import dev.kith.trust.Credits;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Because;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Compare;
import dev.kith.wire.Message.Compared;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Pull;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.RelayedGoodbye;
import dev.kith.wire.Message.Salt;
import dev.kith.wire.Message.Twin;
import dev.kith.wire.Message.Vouch;
import dev.kith.wire.Message.Welcome;
import dev.kith.wire.Message.Why;
import java.util.List;
import java.util.Optional;

/** One node in one group: takes its messages to the rooms that decide, and says what they decided. */
final class Membership {
    /** What all groups of a node have in common. */
    record Shared(Node.Setup setup, Secrets secrets, Rejections rejections, Credits credits, Senders senders) {}

    /** What all parts of one membership have in common. */
    record Group(
            String name,
            Access access,
            Self self,
            Roster roster,
            Speaking speaking,
            Spreading spreading,
            Whereabouts whereabouts) {}

    private final String group;
    private final Self self;
    private final Rejections rejections;
    private final Access access;
    private final Sealing sealing;
    private final Opening opening;
    private final Speaking speaking;
    private final Roster roster;
    private final Spreading spreading;
    private final Asking asking;
    private final Learning learning;
    private final Contacting contacting;
    private final Joining joining;
    private final Repairing repairing;
    private final Twins twins;
    private final Casters casters;
    private final Telling telling;
    private final Inquiring inquiring;
    private final Whereabouts whereabouts;
    private final Meeting meeting;
    private final Relaying relaying;
    private final Probing probing;
    private final Announcing announcing;

    Membership(Moment now, Input.Join join, Self self, Shared shared) {
        Node.Setup setup = shared.setup();
        this.group = join.group();
        this.access = join.access();
        this.self = self;
        this.rejections = shared.rejections();
        this.sealing = new Sealing(self, access.keys(), shared.secrets());
        this.speaking = new Speaking(sealing, shared.credits(), shared.secrets(), setup.passive());
        this.roster = new Roster(self.record(), setup.limits(), now.nanos());
        this.whereabouts = new Whereabouts(self.endpoints());
        this.spreading = new Spreading(self, group, roster, speaking, shared.secrets());
        Group parts = new Group(group, access, self, roster, speaking, spreading, whereabouts);
        this.opening = new Opening(parts, sealing, shared);
        this.asking = new Asking(parts, shared);
        this.contacting = new Contacting(parts, asking, shared);
        this.learning = new Learning(parts, asking, contacting, shared);
        this.joining = new Joining(parts, learning, contacting, shared);
        this.repairing = new Repairing(now, parts, joining, shared);
        this.twins = new Twins(now, self, shared, speaking, learning.verifying());
        this.casters = new Casters(parts, asking);
        this.telling = new Telling(parts, asking, shared);
        this.meeting = new Meeting(parts, asking, contacting, learning.verifying(), shared);
        this.probing = new Probing(parts, asking, joining, repairing, shared);
        this.relaying = new Relaying(parts, asking, probing.pinging(), shared);
        this.announcing = new Announcing(parts, learning, asking, joining, shared);
        this.inquiring = new Inquiring(parts, telling, asking, shared);
    }

    List<Peer> peers(boolean anew) {
        return roster.peers(anew);
    }

    boolean hasRosterOfAnother() {
        return joining.hasRosterOfAnother();
    }

    NodeRecord record() {
        return self.record();
    }

    /** Which of those who cast beacons are peers of the group. */
    Casters casters() {
        return casters;
    }

    /** By which ways this node and the peers that are there reach each other. */
    Survey survey(Moment now) {
        return whereabouts.survey(now, spreading.reachability());
    }

    /** The addresses at which members may be. */
    Contacting contacting() {
        return contacting;
    }

    /** Tells something new of itself. */
    void tell(Moment now, About about, Outbox out) {
        NodeRecord before = self.record();
        if (self.tell(about)) {
            changed(now, before, out);
        }
    }

    private void changed(Moment now, NodeRecord before, Outbox out) {
        roster.selfChanged(before, self.record(), now.nanos());
        if (!speaking.isSilent()) {
            joining.news(now);
            joining.announce(now, out);
        }
    }

    /** It has just joined, the network is another, or the host was away from it. */
    void arrive(Moment now, List<Endpoint> own, int copies, Outbox out) {
        NodeRecord before = self.record();
        whereabouts.moved(now, own);
        spreading.arrived(own);
        asking.arrived(own);
        if (self.move(whereabouts.told())) {
            roster.selfChanged(before, self.record(), now.nanos());
        }
        if (!speaking.isSilent()) {
            joining.arrive(now, copies);
            contacting.again(now);
            joining.announce(now, out);
        }
    }

    void leave(Moment now, Outbox out) {
        if (speaking.isSilent()) {
            return;
        }
        Goodbye goodbye = new Goodbye(self.record().incarnation(), self.goodbyeSecret());
        speaking.multicast(goodbye, true, out);
        spreading.leave(now, goodbye, out);
        contacting.leave(now, goodbye, out);
    }

    /** Has other keys from now on; where its record has no room to say so, it keeps those it has. */
    void rekey(Moment now, KeyRing keys, Outbox out) {
        if (keys.isOpen() || sealing.ring().isOpen()) {
            throw new IllegalArgumentException("group '" + group + "' cannot become open or closed while it is joined");
        }
        NodeRecord before = self.record();
        boolean tells = self.hold(keys.ids());
        speaking.use(now, keys);
        opening.rekeyed();
        // Who could not be understood may well have answered.
        asking.forgive(now);
        if (tells) {
            changed(now, before, out);
        }
    }

    /** Whether those who speak the plain beacon are listed here. */
    boolean isClassic() {
        return access.classic();
    }

    /** This process stood still: silence in that time proves nothing. */
    void forgive(Moment now) {
        speaking.renew(now);
        asking.forgive(now);
    }

    void refused(Moment now, Input.Refused refused) {
        asking.refused(now, refused.peer(), refused.isOfPeer());
    }

    long nextWake() {
        long others = Math.min(spreading.nextWake(), Math.min(learning.nextWake(), inquiring.nextWake()));
        others = Math.min(others, Math.min(repairing.nextWake(), opening.nextWake()));
        others = Math.min(others, Math.min(contacting.nextWake(), meeting.nextWake()));
        others = Math.min(others, Math.min(joining.nextWake(), pinging().nextWake()));
        return Math.min(Math.min(asking.nextWake(), twins.nextWake()), others);
    }

    void tick(Moment now, Outbox out) {
        joining.announce(now, out);
        learning.tick(now, out);
        spreading.tick(now, out);
        spreading.takeToCheck(now.nanos()).forEach(id -> asking.askNow(now, id));
        asking.tick(now, out);
        twins.tick(now, out);
        repairing.tick(now, out);
        joining.pull(now, out);
        contacting.tick(now, out);
        meeting.seek(now, out);
        meeting.tick(now, out);
        inquiring.tick(now, out);
        pinging().tick(now, out);
        opening.tick(now, out);
    }

    /** Asks all who are there what became of a peer. */
    void why(Moment now, Input.Why why) {
        inquiring.begin(now, why);
    }

    /** What is asked of one peer for others than this node itself. */
    Pinging pinging() {
        return probing.pinging();
    }

    /** Takes a datagram of this group, which may be sealed. */
    void hear(Moment now, Source source, Header header, byte[] datagram, Outbox out) {
        if (!access.allows(header.sender()) && !header.sender().equals(self.id())) {
            rejections.count("not allowed");
            return;
        }
        opening.open(now, source, header, datagram, out).ifPresent(heard -> {
            if (heard.isCopy()) {
                announcing.heardAgain(now, source, header);
            } else {
                hear(now, source, heard.ok(), out);
            }
        });
        if (opening.takeNewerKey()) {
            asking.holdIsolation(now);
        }
    }

    private void hear(Moment now, Source source, Datagrams.Ok heard, Outbox out) {
        Header header = heard.header();
        Message message = heard.message();
        if (header.sender().equals(self.id())) {
            hearOwn(now, source, heard, out);
            return;
        }
        twins.heardAnother(now);
        Optional<Entry> known = roster.find(header.sender());
        if (source.via() == Via.RELAYED) {
            relaying.heard(now, source, header, message, out);
            return;
        }
        if (known.isPresent() && !roster.heard(now, known.get(), source) && source.via() == Via.UNICAST) {
            meeting.heardElsewhere(now, known.get(), source.from(), heard, out);
        } else if (known.isPresent() && source.via() == Via.UNICAST) {
            meeting.heardAt(now, known.get(), source.from(), heard, out);
        }
        if (message instanceof Announce announce) {
            announcing.heard(now, source, header, announce, out);
        } else if (message instanceof Goodbye goodbye) {
            learning.leave(
                    now,
                    source,
                    new RelayedGoodbye(false, header.sender(), goodbye.incarnation(), goodbye.secret()),
                    out);
        } else if (message instanceof Claim claim) {
            if (!speaking.isSilent()) {
                asking.doubting().claimed(now, source, header, claim);
            }
        } else if (source.via() != Via.UNICAST) {
            // Everybody would answer it.
            rejections.count("to all");
        } else if (!speaking.isSilent()) {
            answer(now, source, header, message, out);
        }
    }

    /** Under this node's own id: its own echo, or a word of another that has its key. */
    private void hearOwn(Moment now, Source source, Datagrams.Ok heard, Outbox out) {
        if (speaking.isSilent() && !twins.hasYielded()) {
            return;
        }
        NodeRecord before = self.record();
        if (heard.message() instanceof Announce announce) {
            contacting.cameBack(heard.header().counter());
            learning.read(announce.record())
                    .filter(record -> record.id().equals(self.id()))
                    .ifPresent(record -> twins.announced(now, record, source, out));
        } else if (heard.message() instanceof Twin twin && source.via() == Via.UNICAST) {
            twins.heard(now, source, heard.header(), twin, out).ifPresent(event -> out.emit(group, event));
        }
        follow(now, before, out);
    }

    /** Another passed on a record of this node's own. */
    private void remembered(Moment now, NodeRecord record, Source source, Outbox out) {
        NodeRecord before = self.record();
        twins.remembered(now, record, source).ifPresent(event -> out.emit(group, event));
        follow(now, before, out);
    }

    private void follow(Moment now, NodeRecord before, Outbox out) {
        if (self.record().supersedes(before)) {
            changed(now, before, out);
        }
        if (twins.hasYielded() && !speaking.isSilent()) {
            speaking.fallSilent();
            asking.rest(now);
        }
    }

    /** What was said to this node alone. */
    private void answer(Moment now, Source source, Header header, Message message, Outbox out) {
        if (message instanceof Welcome welcome) {
            joining.welcomed(now, source, header, welcome, out);
            repairing.compare(now, header.sender(), source.from(), welcome.view(), out);
        } else if (message instanceof Pull pull) {
            joining.pulled(now, source, header, pull, out);
        } else if (message instanceof Page page) {
            Joining.Brought brought = joining.paged(now, source, header, page, out);
            brought.settled().ifPresent(repairing::settled);
            brought.own().ifPresent(own -> remembered(now, own, source, out));
            meeting.given(now, header, source.from(), out);
        } else if (message instanceof Compare compare) {
            repairing.asked(now, source, header.sender(), compare, out);
        } else if (message instanceof Compared compared) {
            repairing.answered(now, source, compared, out);
        } else if (message instanceof Probe probe) {
            probing.probed(now, source, header, probe, out);
        } else if (message instanceof Ack ack) {
            probing.answered(now, source, header, ack, out);
            moveIfSeenElsewhere(now, out);
            meeting.seek(now, out);
        } else if (message instanceof Doubt doubt) {
            asking.doubting().doubted(now, source, header, doubt, out);
        } else if (message instanceof Vouch vouch) {
            asking.vouched(now, source, header, vouch, out);
        } else if (message instanceof Relay || message instanceof RelayedGoodbye) {
            announcing.passedOn(now, source, header, message, out);
        } else if (message instanceof Why why) {
            telling.asked(now, source, header, why, out);
        } else if (message instanceof Because page) {
            inquiring.answered(now, source, header, page);
        } else if (message instanceof Salt salt) {
            opening.tellSalt(now, source, salt, out);
        } else if (message instanceof Forward forward) {
            relaying.passOn(now, source, header, forward, out);
        } else if (message instanceof Forwarded forwarded) {
            relaying.unwrap(source, header, forwarded)
                    .ifPresent(inner -> hear(now, inner.source(), inner.header(), inner.datagram(), out));
        } else if (message instanceof Newer newer) {
            learning.read(newer.record()).ifPresent(record -> corrected(now, source, record, out));
        } else {
            meeting.heard(now, source, header, message, out);
        }
    }

    /** Others see it elsewhere than it said. */
    private void moveIfSeenElsewhere(Moment now, Outbox out) {
        NodeRecord before = self.record();
        if (self.move(whereabouts.told())) {
            changed(now, before, out);
        }
        asking.keepAlive(now, whereabouts.isTranslated());
    }

    private void corrected(Moment now, Source source, NodeRecord newer, Outbox out) {
        if (newer.id().equals(self.id())) {
            remembered(now, newer, source, out);
        } else if (roster.find(newer.id()).isPresent()) {
            learning.learn(now, newer, source.hearsay(), out);
        }
    }
}
