package dev.kith.udp;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/**
 * What was said to everybody by the first way, and is still to be said by the others: IPv6 and broadcast, a little later. Most
 * hear the first way, and by then are done with it, so that the copies take no time of theirs that somebody waits for.
 */
final class OtherWays {
    /** How much later. */
    static final Duration AFTER = Duration.ofMillis(10);

    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Saying(long due, byte[] datagram, boolean broadcastToo) {}

    private final OwnSockets own;
    private final Queue<Saying> waiting = new ArrayDeque<>();

    OtherWays(OwnSockets own) {
        this.own = own;
    }

    void later(long now, byte[] datagram, boolean broadcastToo) {
        waiting.add(new Saying(now + AFTER.toNanos(), datagram, broadcastToo));
    }

    /** What waits was for other links: it may name addresses that this host had on those alone. */
    void forget() {
        waiting.clear();
    }

    /** Whether all was said. */
    boolean isDone() {
        return waiting.isEmpty();
    }

    /** When {@link #say} has something next, or {@link Long#MAX_VALUE}. */
    long next() {
        Saying next = waiting.peek();
        return next == null ? Long.MAX_VALUE : next.due();
    }

    /** Says what is due. */
    void say(long now, List<Link> links) {
        while (!waiting.isEmpty() && waiting.element().due() <= now) {
            Saying due = waiting.remove();
            links.forEach(link -> own.multicastOtherwise(link, due.datagram(), due.broadcastToo()));
        }
    }
}
