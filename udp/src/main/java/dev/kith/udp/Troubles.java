package dev.kith.udp;

import dev.kith.roster.Event;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What stands in the way of hearing and being heard, by what it is about. Each is told once, for as long as it lasts. */
final class Troubles {
    private final Map<String, Event.Degraded> standing = new TreeMap<>();

    /** Notes that {@code about} is in trouble; the answer is what to tell, if that reason is new. */
    Optional<Event.Degraded> arose(String about, String reason, Instant now) {
        Event.Degraded known = standing.get(about);
        if (known != null && known.reason().equals(reason)) {
            return Optional.empty();
        }
        Event.Degraded degraded = new Event.Degraded(reason, now);
        standing.put(about, degraded);
        return Optional.of(degraded);
    }

    void ended(String about) {
        standing.remove(about);
    }

    List<Event.Degraded> standing() {
        return List.copyOf(standing.values());
    }
}
