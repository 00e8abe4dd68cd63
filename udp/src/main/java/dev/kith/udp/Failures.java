package dev.kith.udp;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Sends that failed: one may be a link just going, or an address just coming; what lasts is worth a word. */
final class Failures {
    private static final Duration LASTS = Duration.ofSeconds(3);

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private long all;

    void failed(String what, String interfaceName, Exception failure) {
        count();
        String about = what + " on " + interfaceName;
        since.putIfAbsent(about, System.nanoTime());
        reasons.put(about, "%s cannot be sent on %s: %s".formatted(what, interfaceName, failure.getMessage()));
    }

    void ended(String what, String interfaceName) {
        String about = what + " on " + interfaceName;
        since.remove(about);
        reasons.remove(about);
    }

    void count() {
        all++;
    }

    long all() {
        return all;
    }

    /** What has failed for a while, if anything. */
    Optional<String> lasting() {
        return reasons.entrySet().stream()
                .filter(reason -> lasts(reason.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private boolean lasts(String about) {
        Long start = since.get(about);
        return start != null && System.nanoTime() - start >= LASTS.toNanos();
    }
}
