package dev.kith.udp;

import dev.kith.peer.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands in the way of hearing and being heard, by what it is about. Each is told once, for as long as it lasts. */
final class Troubles {
    private final Map<String, Event.Degraded> standing = new TreeMap<>();

    /** Notes that {@code about} is in trouble; the answer is whether that, or its reason, is new. */
    boolean arose(String about, String reason, Instant now) {
        Event.Degraded known = standing.get(about);
        Event.Degraded arising = new Event.Degraded(reason, now);
        // The event makes its reason printable, so that is what is compared.
        if (known != null && known.reason().equals(arising.reason())) {
            return false;
        }
        standing.put(about, arising);
        return true;
    }

    /** Whether {@code about} is in trouble now, and why; the answer is whether that is new. */
    boolean stand(String about, Optional<String> reason, Instant now) {
        if (reason.isEmpty()) {
            standing.remove(about);
        }
        return reason.isPresent() && arose(about, reason.get(), now);
    }

    List<Event.Degraded> standing() {
        return List.copyOf(standing.values());
    }
}
