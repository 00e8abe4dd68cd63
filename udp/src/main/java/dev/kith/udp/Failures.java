package dev.kith.udp;

import dev.kith.peer.LinkHealth;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Sends that failed: one may be a link just going, or an address just coming; what lasts is worth a word. */
final class Failures {
    private static final Duration LASTS = Duration.ofSeconds(3);
    /** What Linux says where no peer of a WireGuard link has that address, or the one that has it is nowhere yet. */
    private static final Set<String> NO_PEER_THERE =
            Set.of("Required key not available", "Destination address required");

    private final Map<String, Long> since = new HashMap<>();
    private final Map<String, String> reasons = new TreeMap<>();
    private long all;

    /** What was said to all failed; the answer is why. That a link carries no multicast is worth no word. */
    String failed(String what, String interfaceName, Exception failure, long now) {
        count();
        String reason = String.valueOf(failure.getMessage());
        if (NO_PEER_THERE.contains(reason)) {
            ended(what, interfaceName);
            return LinkHealth.NO_MULTICAST;
        }
        String about = what + " on " + interfaceName;
        since.putIfAbsent(about, now);
        reasons.put(about, "%s cannot be sent on %s: %s".formatted(what, interfaceName, reason));
        return reason;
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
    Optional<String> lasting(long now) {
        return reasons.entrySet().stream()
                .filter(reason -> lasts(reason.getKey(), now))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private boolean lasts(String about, long now) {
        Long start = since.get(about);
        return start != null && now - start >= LASTS.toNanos();
    }
}
