package dev.kith.bench;

import dev.kith.peer.Peer;
import java.util.List;

/** Measures what a peer takes of the heap: of the engine's, and of an application's that holds the snapshot. */
public final class Heap {
    private static final int PEERS = 10_000;
    private static final int ROUNDS = 3;
    private static final double MOST_BYTES = 1_000;
    private static final int COLLECTIONS = 3;

    private Heap() {}

    /** In bytes for each peer. */
    record Used(double byEngine, double bySnapshot) {}

    /** The argument is how many peers there are, {@value #PEERS} when there is none. */
    public static void main(String[] args) {
        int peers = args.length > 0 ? Integer.parseInt(args[0]) : PEERS;
        String name = "heap of the engine for each of %,d peers, %d B metadata".formatted(peers, Crowd.META_BYTES);
        Figure engine = new Figure(name, "B", MOST_BYTES);
        Figure snapshot = new Figure("what Kith.peers() takes besides", "B", Double.POSITIVE_INFINITY);
        // Once for nothing: it loads the classes.
        round(peers);
        for (int round = 0; round < ROUNDS; round++) {
            Used used = round(peers);
            engine.add(used.byEngine());
            snapshot.add(used.bySnapshot());
        }
        System.out.println(Figure.heading());
        List.of(engine, snapshot).forEach(figure -> System.out.println(figure.row()));
    }

    static Used round(int peers) {
        Crowd crowd = new Crowd();
        long empty = used();
        crowd.gather(peers);
        long full = used();
        List<Peer> seen = crowd.engine().peers(Member.GROUP);
        long shown = used();
        // Neither goes before its end.
        if (!seen.equals(crowd.engine().peers(Member.GROUP)) || !areAllKnown(seen, peers)) {
            throw new AssertionError("not every one of " + peers + " peers is known, verified and was asked");
        }
        return new Used((double) (full - empty) / peers, (double) (shown - full) / peers);
    }

    private static boolean areAllKnown(List<Peer> seen, int peers) {
        return seen.size() == peers
                && seen.stream().allMatch(peer -> peer.verified() && peer.rtt().isPresent());
    }

    private static long used() {
        for (int i = 0; i < COLLECTIONS; i++) {
            System.gc();
        }
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory() - runtime.freeMemory();
    }
}
