package dev.kith.udp;

import dev.kith.node.Input.BeaconHeard;
import dev.kith.peer.Endpoint;
import dev.kith.time.AtMostOnce;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Beacons that may be of this node itself: from its own port, but none of its addresses. They wait until it has looked whether it
 * has other addresses by now.
 */
final class MaybeOwn {
    /** Less than the 300 ms after which a sender is listed. */
    static final long LOOK_EVERY = Duration.ofMillis(100).toNanos();

    /** Anybody can send from the same port; more of it in one turn is handled as any other. */
    private static final int MAX = 64;

    private final List<BeaconHeard> waiting = new ArrayList<>();
    private final AtMostOnce looks = new AtMostOnce(LOOK_EVERY);

    /** Has it wait if it may be; the answer is whether it does. */
    boolean defers(BeaconHeard heard, Set<Endpoint> own) {
        boolean ownPort = own.stream()
                .anyMatch(endpoint -> endpoint.port() == heard.from().port());
        return ownPort && !own.contains(heard.from()) && waiting.size() < MAX && waiting.add(heard);
    }

    boolean isEmpty() {
        return waiting.isEmpty();
    }

    /** Whether it is time to look for other addresses, for the sake of what waits. */
    boolean mayLook(long now) {
        return !waiting.isEmpty() && looks.take(now);
    }

    /** All that waited, which is handled as any other now. */
    List<BeaconHeard> take() {
        List<BeaconHeard> taken = List.copyOf(waiting);
        waiting.clear();
        return taken;
    }
}
