package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** By what peers are sorted; those that are equal in it by name and id. */
enum PeerOrder {
    NAME,
    /** Alive, suspect, lost, left. */
    STATUS,
    /** The lowest as a number, IPv4 first: which one is best may change. */
    ADDRESS,
    /** The last change first. */
    SINCE,
    /** Who was heard last first, who never was last. */
    HEARD,
    /** The nearest first, who was not measured last. */
    RTT;

    /** Reads {@code --sort}. */
    static final class Text extends ConstantText<PeerOrder> {
        Text() {
            super(PeerOrder.class, "an order");
        }
    }

    List<Peer> sorted(List<Peer> peers) {
        return sorted(peers, first());
    }

    /** As a table is, if nobody says how: those alive first. */
    static List<Peer> aliveFirst(List<Peer> peers) {
        return sorted(peers, Comparator.comparing(peer -> peer.status() != Status.ALIVE));
    }

    private static List<Peer> sorted(List<Peer> peers, Comparator<Peer> first) {
        return peers.stream()
                .sorted(first.thenComparing(Peer::name).thenComparing(Peer::id))
                .toList();
    }

    private Comparator<Peer> first() {
        return switch (this) {
            case NAME -> Comparator.comparing(Peer::name);
            case STATUS -> Comparator.comparing(Peer::status);
            case ADDRESS ->
                Comparator.comparing(
                        peer -> peer.addresses().stream()
                                .map(PeerOrder::number)
                                .min(PeerOrder::shortFirst)
                                .orElse(new byte[0]),
                        PeerOrder::shortFirst);
            case SINCE -> Comparator.comparing(Peer::since).reversed();
            case HEARD ->
                Comparator.comparing((Peer peer) -> peer.lastHeard().orElse(Instant.MIN))
                        .reversed();
            case RTT -> Comparator.comparing(peer -> peer.rtt().orElse(Duration.ofSeconds(Long.MAX_VALUE)));
        };
    }

    private static byte[] number(Endpoint at) {
        byte[] ip = at.ip().getAddress();
        byte[] number = Arrays.copyOf(ip, ip.length + Short.BYTES);
        number[ip.length] = (byte) (at.port() >> Byte.SIZE);
        number[ip.length + 1] = (byte) at.port();
        return number;
    }

    private static int shortFirst(byte[] one, byte[] other) {
        return one.length != other.length ? one.length - other.length : Arrays.compareUnsigned(one, other);
    }
}
