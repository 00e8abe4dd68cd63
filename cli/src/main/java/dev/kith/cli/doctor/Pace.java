package dev.kith.cli.doctor;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import java.time.Duration;

/** How often members speak to all: the seldomer, the more of them there are and the more each has to say (PROTOCOL.md, "Announcing"). */
final class Pace {
    private static final Duration LEAST = Duration.ofSeconds(10);
    private static final long GROUP_BYTES_A_SECOND = 2000;

    /** On the way, and until it is verified. */
    private static final Duration UNTIL_KNOWN = Duration.ofMillis(2500);

    /** Header, view, keys and signature. */
    private static final int FRAME_BYTES = 220;

    private static final int ADDRESS_BYTES = 21;
    private static final int FIELD_BYTES = 5;

    private Pace() {}

    /** Whether a peer that this node is to hear would have been heard by the end of the look. */
    static boolean hasSpoken(Peer peer, Seen seen) {
        return seen.self().isPresent()
                && seen.arrival()
                        .filter(arrival -> Duration.between(seen.self().get().since(), arrival.asked())
                                        .compareTo(untilHeard(peer, seen))
                                >= 0)
                        .isPresent();
    }

    /** The longest that it takes until a peer is heard that is there. */
    static Duration untilHeard(Peer peer, Seen seen) {
        long members = 1
                + seen.peers().stream()
                        .filter(one -> one.peer().kind() == Kind.KITH)
                        .count();
        Duration period = Duration.ofMillis(members * bytes(peer) * 1000 / GROUP_BYTES_A_SECOND);
        Duration usual = period.compareTo(LEAST) > 0 ? period : LEAST;
        return usual.multipliedBy(5).dividedBy(4).plus(UNTIL_KNOWN);
    }

    /** Of all the copies of a word of it: it has an address at least for each way by which it says it. */
    private static long bytes(Peer peer) {
        long one = FRAME_BYTES
                + length(peer.name())
                + (long) ADDRESS_BYTES * peer.addresses().size();
        one += peer.meta().entrySet().stream()
                .mapToLong(entry -> FIELD_BYTES + length(entry.getKey()) + length(entry.getValue()))
                .sum();
        one += peer.services().keySet().stream()
                .mapToLong(name -> FIELD_BYTES + length(name))
                .sum();
        return one * Math.max(1, peer.addresses().size());
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }
}
