package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.spread.Reach;
import dev.kith.time.Moment;
import dev.kith.trust.Credits;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;

/** Puts this node's header before its messages in one group, and sends nothing that was not earned. */
final class Speaking {
    /** An answer to a datagram before that many others is to nothing that was asked. */
    private static final int REMEMBERED = 64;

    private final long tag;
    private final PeerId self;
    private final Credits credits;
    private long counter;
    private boolean silent;

    /**
     * Speaks for a node.
     *
     * @param start where its counter begins: nobody can guess it who has not heard the node
     * @param silent whether it says nothing
     */
    Speaking(long tag, PeerId self, Credits credits, long start, boolean silent) {
        this.tag = tag;
        this.self = self;
        this.credits = credits;
        this.counter = start;
        this.silent = silent;
    }

    /** Whether it says nothing: it was told to only look, or another has its identity. */
    boolean isSilent() {
        return silent;
    }

    void fallSilent() {
        silent = true;
    }

    /** Says something to all; the answer is the counter of it, whose mark is not that of nothing. */
    long multicast(Message message, boolean broadcastToo, Outbox out) {
        counter += Reach.mark(counter + 1) == 0 ? 1 : 0;
        byte[] datagram = encode(message);
        if (!silent) {
            out.multicast(datagram, broadcastToo);
        }
        return counter;
    }

    /** Sends to one address what the node signs, which it may do when it has fallen silent: it has to say so. */
    void swear(Moment now, Endpoint to, Message.Twin twin, Self by, Outbox out) {
        byte[] part = Datagrams.signedPart(Header.open(tag, self, ++counter), twin);
        if (credits.take(to, part.length + NodeRecord.SIGNATURE, now.nanos())) {
            out.send(to, by.signed(part));
        }
    }

    /** Sends to one address, if it has earned so much; the answer is whether it has. */
    boolean send(Moment now, Endpoint to, Message message, Outbox out) {
        byte[] datagram = encode(message);
        boolean allowed = !silent && credits.take(to, datagram.length, now.nanos());
        if (allowed) {
            out.send(to, datagram);
        }
        return allowed;
    }

    /** Asks at one address that may never have been heard from. */
    boolean ask(Moment now, Endpoint to, Message.Probe probe, Outbox out) {
        byte[] datagram = encode(probe);
        boolean allowed = !silent && credits.takeOrHint(to, datagram.length, now.nanos());
        if (allowed) {
            out.send(to, datagram);
        }
        return allowed;
    }

    /** Asks at one address, and the kernel besides. */
    boolean knock(Moment now, Endpoint to, Message.Probe probe, Outbox out) {
        byte[] datagram = encode(probe);
        boolean allowed = !silent && credits.take(to, datagram.length, now.nanos());
        if (allowed) {
            out.knock(to, datagram);
        }
        return allowed;
    }

    /** Whether this is the counter of something said lately. */
    boolean saidLately(long answered) {
        long ago = counter - answered;
        return ago >= 0 && ago < REMEMBERED;
    }

    private byte[] encode(Message message) {
        return Datagrams.encode(Header.open(tag, self, ++counter), message);
    }
}
