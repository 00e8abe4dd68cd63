package dev.kith.roster;

import dev.kith.peer.Endpoint;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The addresses at which one peer may be: those its record names, those it was heard from, those it answered at. */
public final class Paths {
    private static final int MAX = 16;
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private static final class Path {
        private long lastHeard = Long.MIN_VALUE / 2;
        private Optional<Duration> rtt = Optional.empty();
    }

    private final Map<Endpoint, Path> byEndpoint = new LinkedHashMap<>();

    Paths() {}

    /** Something came from there. */
    void heard(Endpoint from, long now) {
        find(from).ifPresent(path -> path.lastHeard = now);
    }

    /** A record says the peer may be there. */
    void named(Endpoint endpoint) {
        find(endpoint);
    }

    /** It answered there what only it could answer. */
    public void proved(Endpoint endpoint, Duration rtt) {
        find(endpoint).ifPresent(path -> path.rtt = Optional.of(rtt));
    }

    /** Every address, best first: those it answered at, the quickest first, then those heard from, the latest first. */
    public List<Endpoint> bestFirst() {
        List<Map.Entry<Endpoint, Path>> entries = new ArrayList<>(byEndpoint.entrySet());
        entries.sort(Comparator.comparing((Map.Entry<Endpoint, Path> entry) ->
                        entry.getValue().rtt.orElse(UNKNOWN))
                .thenComparing(entry -> -entry.getValue().lastHeard));
        return entries.stream().map(Map.Entry::getKey).toList();
    }

    /** The time there and back by the best address, where it is known. */
    Optional<Duration> rtt() {
        return byEndpoint.values().stream().flatMap(path -> path.rtt.stream()).min(Comparator.naturalOrder());
    }

    private Optional<Path> find(Endpoint endpoint) {
        if (byEndpoint.size() >= MAX && !byEndpoint.containsKey(endpoint)) {
            Optional<Endpoint> silent = byEndpoint.entrySet().stream()
                    .filter(entry -> entry.getValue().rtt.isEmpty())
                    .map(Map.Entry::getKey)
                    .findFirst();
            if (silent.isEmpty()) {
                return Optional.empty();
            }
            byEndpoint.remove(silent.get());
        }
        return Optional.of(byEndpoint.computeIfAbsent(endpoint, any -> new Path()));
    }
}
