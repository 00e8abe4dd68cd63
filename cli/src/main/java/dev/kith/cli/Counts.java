package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How many there are, in words: {@code 2 peers (1 alive)}. */
public final class Counts {
    private Counts() {}

    /** As in the sentence above. */
    public static String of(List<Peer> peers) {
        return "%d %s (%d alive)".formatted(peers.size(), peers.size() == 1 ? "peer" : "peers", alive(peers));
    }

    /** Each once: before a peer is checked, its beacon is listed beside it, from the same address. */
    static List<Peer> distinct(List<Peer> peers) {
        Set<Endpoint> known = peers.stream()
                .filter(peer -> peer.kind() == Kind.KITH)
                .flatMap(peer -> peer.addresses().stream())
                .collect(Collectors.toSet());
        return peers.stream()
                .filter(peer ->
                        peer.kind() == Kind.KITH || peer.addresses().stream().noneMatch(known::contains))
                .toList();
    }

    /** Whether it has neither left nor been lost. */
    static boolean isThere(Peer peer) {
        return peer.status() == Status.ALIVE || peer.status() == Status.SUSPECT;
    }

    static long alive(List<Peer> peers) {
        return peers.stream().filter(peer -> peer.status() == Status.ALIVE).count();
    }
}
