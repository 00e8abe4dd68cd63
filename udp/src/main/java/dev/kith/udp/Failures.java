package dev.kith.udp;

import dev.kith.peer.LinkHealth;
import java.time.Duration;
import java.util.List;
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

    private final Map<String, Failure> standing = new TreeMap<>();
    private long all;

    /**
     * What is said to all on a link.
     *
     * @param what what that is to people
     * @param way what the link has to have for it
     */
    record Saying(String what, LinkHealth.Way way, Link link) {
        static Saying by(LinkHealth.Way way, Link link) {
            return new Saying(Traffic.words(way), way, link);
        }

        private String about() {
            return what + " on " + link.name();
        }

        private boolean mayBeSaidOn(Link now) {
            return now.name().equals(link.name()) && now.speaks(way);
        }
    }

    private record Failure(Saying saying, long since, String reason) {}

    /** What was said to all failed; the answer is why. That a link carries no multicast is worth no word. */
    String failed(Saying saying, Exception failure, long now) {
        count();
        String why = String.valueOf(failure.getMessage());
        if (NO_PEER_THERE.contains(why)) {
            ended(saying);
            return LinkHealth.NO_MULTICAST;
        }
        String reason = "%s cannot be sent on %s: %s"
                .formatted(saying.what(), saying.link().name(), why);
        Failure first = standing.getOrDefault(saying.about(), new Failure(saying, now, reason));
        standing.put(saying.about(), new Failure(saying, first.since(), reason));
        return why;
    }

    void ended(Saying saying) {
        standing.remove(saying.about());
    }

    /** There are these links, and no others any more: what is said by none of them fails no more. */
    void follow(List<Link> links) {
        standing.values().removeIf(failure -> links.stream().noneMatch(failure.saying()::mayBeSaidOn));
    }

    void count() {
        all++;
    }

    long all() {
        return all;
    }

    /** What has failed for a while, if anything. */
    Optional<String> lasting(long now) {
        return standing.values().stream()
                .filter(failure -> now - failure.since() >= LASTS.toNanos())
                .map(Failure::reason)
                .findFirst();
    }
}
