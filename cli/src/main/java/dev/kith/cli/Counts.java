package dev.kith.cli;

import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.List;

/** How many there are, in words: {@code 2 peers (1 alive)}. */
final class Counts {
    private Counts() {}

    static String of(List<Peer> peers) {
        return "%d %s (%d alive)".formatted(peers.size(), peers.size() == 1 ? "peer" : "peers", alive(peers));
    }

    static long alive(List<Peer> peers) {
        return peers.stream().filter(peer -> peer.status() == Status.ALIVE).count();
    }
}
