package dev.kith.roster;

import dev.kith.peer.Endpoint;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * The addresses at which one peer may be: those its record names, and no others, since anybody can put the id of another
 * before a datagram. One that means something on one link or host only is a path once it was heard from there.
 */
public final class Paths {
    /** A link-local address counts once for each link it was heard on; so many paths are kept. */
    private static final int MAX = 16;

    private static final int SILENCES_TO_DOUBT = 2;
    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final Duration UNKNOWN = Duration.ofDays(1);

    private static final class Path {
        private final Endpoint endpoint;
        private long lastHeard = NEVER;
        private Optional<Duration> rtt = Optional.empty();
        private int silences;

        Path(Endpoint endpoint) {
            this.endpoint = endpoint;
        }
    }

    /** An address of one link comes behind the others that answer too: few programs can connect to one. */
    private static final Comparator<Path> BEST_FIRST = Comparator.comparing((Path path) -> path.rtt.isEmpty())
            .thenComparing(path -> path.rtt.isPresent() && isLocal(path.endpoint.ip()))
            .thenComparing(path -> path.rtt.orElse(UNKNOWN))
            .thenComparing(path -> -path.lastHeard);

    private final Map<Endpoint, Path> byEndpoint = new LinkedHashMap<>();
    private Set<Endpoint> named = Set.of();

    Paths() {}

    /** The addresses that its newest record names; what it names no more is no path any more. */
    void name(List<Endpoint> endpoints) {
        named = Set.copyOf(endpoints);
        byEndpoint.keySet().removeIf(path -> !named.contains(path.withoutLink()));
        endpoints.stream()
                .filter(endpoint -> !isLocal(endpoint.ip()))
                .forEach(endpoint -> byEndpoint.computeIfAbsent(endpoint, Path::new));
    }

    /** Something came from there; the answer is whether that is an address of this peer. */
    boolean heard(Endpoint from, long now) {
        if (!named.contains(from.withoutLink()) || (byEndpoint.size() >= MAX && !byEndpoint.containsKey(from))) {
            return false;
        }
        byEndpoint.computeIfAbsent(from, Path::new).lastHeard = now;
        return true;
    }

    /** It answered there what only it could answer. */
    public void proved(Endpoint at, Duration rtt) {
        Path path = byEndpoint.get(at);
        if (path != null) {
            path.rtt = Optional.of(rtt);
            path.silences = 0;
        }
    }

    /** It was asked there and did not answer; twice in a row, and it is no better than one that never did. */
    public void silent(Endpoint at) {
        Path path = byEndpoint.get(at);
        if (path != null && ++path.silences >= SILENCES_TO_DOUBT) {
            path.rtt = Optional.empty();
        }
    }

    /** When it was last heard from there, if ever. */
    OptionalLong lastHeardAt(Endpoint at) {
        Path path = byEndpoint.get(at);
        return path == null || path.lastHeard == NEVER ? OptionalLong.empty() : OptionalLong.of(path.lastHeard);
    }

    /**
     * Every address, best first: those it answers at, the quickest first and those of one link or host last; then those
     * heard from, the latest first.
     */
    public List<Endpoint> bestFirst() {
        List<Path> paths = new ArrayList<>(byEndpoint.values());
        paths.sort(BEST_FIRST);
        List<Endpoint> endpoints = new ArrayList<>(paths.size());
        for (Path path : paths) {
            endpoints.add(path.endpoint);
        }
        return endpoints;
    }

    /** The time there and back by the best address, where it is known. */
    Optional<Duration> rtt() {
        return byEndpoint.values().stream().min(BEST_FIRST).flatMap(path -> path.rtt);
    }

    private static boolean isLocal(InetAddress ip) {
        return ip.isLoopbackAddress() || (ip instanceof Inet6Address && ip.isLinkLocalAddress());
    }
}
