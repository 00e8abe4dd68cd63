package dev.kith.cli;

import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.List;

/** How many there are, in words: {@code 2 peers (1 alive)}. */
public final class Counts {
    private Counts() {}

    /** As in the sentence above. */
    public static String of(List<Peer> peers) {
        long alive =
                peers.stream().filter(peer -> peer.status() == Status.ALIVE).count();
        return "%d %s (%d alive)".formatted(peers.size(), peers.size() == 1 ? "peer" : "peers", alive);
    }
}
