package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.roster.Entry;
import dev.kith.spread.Reach;
import dev.kith.time.Moment;
import dev.kith.trust.Credits;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message;
import java.util.Optional;
import java.util.OptionalLong;

/** Counts this node's datagrams in one group, and sends nothing that was not earned. */
final class Speaking {
    /** An answer to a datagram before that many others is to nothing that was asked. */
    private static final int REMEMBERED = 64;

    /** More than a node says in a second that is made to answer as much as it does. */
    private static final int OF_LATE = 1 << 14;

    /** What goes to a closed port of the host, besides. */
    private static final int KNOCK_BYTES = 1;

    private static final long STILL_ON_ITS_WAY = 1_000_000_000L;

    /** Whether so many bytes may go there. */
    private interface Leave {
        boolean take(Endpoint to, int bytes, long now);
    }

    private final Sealing sealing;
    private final Credits credits;
    private final Secrets secrets;
    /** It begins where nobody can guess who has not heard the node: to others it tells one salt from another, too. */
    private long counter;

    private boolean silent;

    /** Speaks for a node, or says nothing. */
    Speaking(Sealing sealing, Credits credits, Secrets secrets, boolean silent) {
        this.sealing = sealing;
        this.credits = credits;
        this.secrets = secrets;
        this.counter = secrets.nextLong();
        this.silent = silent;
    }

    /** Whether it says nothing: it was told to only look, or another has its identity. */
    boolean isSilent() {
        return silent;
    }

    void fallSilent() {
        silent = true;
    }

    /** Uses these keys from now on. */
    void use(Moment now, KeyRing keys) {
        boolean another = sealing.isOther(keys);
        sealing.use(keys);
        if (another) {
            renew(now);
        }
    }

    /** It has been away: nothing of before is counted on. */
    void renew(Moment now) {
        renew(now.nanos() + STILL_ON_ITS_WAY);
    }

    private void renew(long former) {
        if (!sealing.ring().isOpen()) {
            sealing.renew(former);
            // Answers show the low bits of what was heard last, which go on.
            counter = secrets.nextLong() << Reach.MARK_BITS | Reach.mark(counter);
        }
    }

    /** Says something to all; the answer is the counter of it, whose mark is not that of nothing. */
    long multicast(Message message, boolean broadcastToo, Outbox out) {
        next();
        counter += Reach.mark(counter) == 0 ? 1 : 0;
        if (!silent) {
            out.multicast(sealing.datagram(counter, message, Optional.empty()), broadcastToo);
        }
        return counter;
    }

    /** Sends to one address what the node signs, which it may do when it has fallen silent: it has to say so. */
    void swear(Moment now, Endpoint to, Message.Twin twin, Self by, Outbox out) {
        byte[] datagram = sealing.sworn(next(), twin, by);
        if (credits.take(to, datagram.length, now.nanos())) {
            out.send(to, datagram);
        }
    }

    /** Sends to one address, if it has earned so much; the answer is whether it has. */
    boolean send(Moment now, Endpoint to, Message message, Outbox out) {
        return send(credits::take, now, to, message, out);
    }

    /** Asks at one address that may never have been heard from. */
    boolean ask(Moment now, Endpoint to, Message.Probe probe, Outbox out) {
        return send(credits::takeOrHint, now, to, probe, out);
    }

    /** The same where it is only a forgeable datagram that speaks for it. */
    boolean askOnce(Moment now, Endpoint to, Message.Probe probe, Outbox out) {
        return send(credits::takeOrOne, now, to, probe, out);
    }

    /** Says something at one address at which somebody may be; the answer is the counter of that, if it was earned. */
    OptionalLong contact(Moment now, Endpoint to, Message message, Outbox out) {
        boolean sent = send(credits::takeOrContact, now, to, message, out);
        return sent ? OptionalLong.of(counter) : OptionalLong.empty();
    }

    private boolean send(Leave leave, Moment now, Endpoint to, Message message, Outbox out) {
        byte[] datagram = encode(to, message);
        boolean allowed = !silent && leave.take(to, datagram.length, now.nanos());
        if (allowed) {
            out.send(to, datagram);
        }
        return allowed;
    }

    /** Asks at one address, and the kernel besides. */
    boolean knock(Moment now, Endpoint to, Message.Probe probe, Outbox out) {
        byte[] datagram = encode(to, probe);
        boolean allowed = !silent && credits.take(to, datagram.length + KNOCK_BYTES, now.nanos());
        if (allowed) {
            out.knock(to, datagram);
        }
        return allowed;
    }

    /** Has one peer pass something on to another. */
    boolean forward(Moment now, Endpoint by, PeerId to, Message message, Outbox out) {
        // Whoever it is for may never have heard this node.
        return send(now, by, new Message.Forward(to, sealing.datagram(next(), message, Optional.empty())), out);
    }

    /** A peer sent from there what only who is there could send. */
    void proved(Moment now, PeerId peer, Endpoint at, Outbox out) {
        out.proved(at);
        credits.proved(at, now.nanos());
        sealing.proved(peer, at, now.nanos());
    }

    /** Where a peer that is there hears for certain: it answers there, or has shown otherwise that it does. */
    Optional<Endpoint> wayTo(Moment now, Entry peer) {
        Optional<Endpoint> way = peer.paths()
                .answering()
                .or(() -> peer.paths().bestFirst().stream()
                        .filter(at -> peer.isAt(at) && credits.isProven(at, now.nanos()))
                        .findFirst());
        return way.filter(any -> peer.status() == Status.ALIVE && peer.isVerified());
    }

    /** Whether this is the counter of something said lately. */
    boolean saidLately(long answered) {
        long ago = counter - answered;
        return ago >= 0 && ago < REMEMBERED;
    }

    /** Whether this is the counter of something it said, however much it has said since. */
    boolean saidOfLate(long counterOfIt) {
        long ago = counter - counterOfIt;
        return ago >= 0 && ago < OF_LATE;
    }

    private byte[] encode(Endpoint to, Message message) {
        return sealing.datagram(next(), message, Optional.of(to));
    }

    private long next() {
        if (sealing.isWorn()) {
            renew(Long.MIN_VALUE);
        }
        return ++counter;
    }
}
