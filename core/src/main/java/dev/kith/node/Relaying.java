package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.time.PerSecond;
import dev.kith.trust.Credits;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Forwarded;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.time.Duration;
import java.util.Optional;

/** Passes the questions and answers of two on who cannot reach each other, under a quota; and takes what others pass on to it. */
final class Relaying {
    private static final int PASSED_ON_A_SECOND = 200;
    private static final int PASSED_ON_A_SECOND_FOR_ONE = 20;

    /** A datagram of another that came so, and where from. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Inner(Header header, byte[] datagram, Source source) {}

    private final boolean isWilling;
    private final String group;
    private final Roster roster;
    private final Speaking speaking;
    private final Asking asking;
    private final Pinging pinging;
    private final Rejections rejections;
    private final Credits credits;
    private final PerSecond<PeerId> passed = new PerSecond<>(PASSED_ON_A_SECOND, PASSED_ON_A_SECOND_FOR_ONE);

    Relaying(Membership.Group parts, Asking asking, Pinging pinging, Membership.Shared shared) {
        this.isWilling = shared.setup().relays();
        this.group = parts.name();
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.asking = asking;
        this.pinging = pinging;
        this.rejections = shared.rejections();
        this.credits = shared.credits();
    }

    void passOn(Moment now, Source source, Header header, Forward forward, Outbox out) {
        if (!isWilling) {
            rejections.count("not willing to pass on");
            return;
        }
        Optional<Endpoint> path = roster.find(forward.to()).flatMap(entry -> speaking.wayTo(now, entry));
        boolean isMember =
                roster.find(header.sender()).filter(Entry::isVerified).isPresent()
                        && credits.isProven(source.from(), now.nanos());
        boolean isItsOwn = headerOf(forward.datagram())
                .filter(inner -> inner.sender().equals(header.sender()))
                .isPresent();
        if (path.isEmpty() || !isMember || !isItsOwn || !passed.take(header.sender(), now.nanos())) {
            rejections.count("not passed on");
            return;
        }
        speaking.send(now, path.get(), new Forwarded(forward.datagram()), out);
    }

    /** What a peer passed on, if it is of this group and of one that is known. */
    Optional<Inner> unwrap(Source source, Header header, Forwarded forwarded) {
        Optional<Header> inner = headerOf(forwarded.datagram())
                .filter(within -> within.groupTag() == header.groupTag())
                .filter(within -> roster.find(within.sender()).isPresent());
        if (inner.isEmpty() || !roster.isPeerAt(header.sender(), source.from())) {
            rejections.count("passed on by a stranger");
            return Optional.empty();
        }
        Source by = new Source(source.from(), source.interfaceName(), Via.RELAYED, false);
        return Optional.of(new Inner(inner.get(), forwarded.datagram(), by));
    }

    /** A question or an answer that another passed on. */
    void heard(Moment now, Source source, Header header, Message message, Outbox out) {
        Optional<Entry> peer = roster.find(header.sender());
        if (message instanceof Probe probe) {
            View view =
                    new View(roster.fingerprint().count(), roster.fingerprint().value());
            int heard = peer.map(Entry::lastAnnounced).orElse(0);
            Ack ack = new Ack(probe.nonce(), view, source.from(), true, heard);
            speaking.forward(now, source.from(), header.sender(), ack, out);
        } else if (message instanceof Ack ack && peer.isPresent()) {
            Optional<Duration> took = asking.answeredThroughAnother(now, header.sender(), source.from(), ack.nonce());
            if (took.isPresent()) {
                // One that came late tells nothing: it answers this node itself by now.
                if (peer.get().paths().answering().isEmpty()) {
                    peer.get().relayed(new Reachability.Relay(source.from(), took.get()));
                }
                roster.recover(now, peer.get(), source, "it answers through another peer")
                        .ifPresent(event -> out.emit(group, event));
                pinging.answered(now, peer.get(), source, ack.nonce(), out);
            }
        } else {
            rejections.count("passed on in vain");
        }
    }

    private static Optional<Header> headerOf(byte[] datagram) {
        return Datagrams.begin(datagram) instanceof Datagrams.Headed headed
                ? Optional.of(headed.header())
                : Optional.empty();
    }
}
