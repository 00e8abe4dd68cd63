package dev.kith.roster;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Reachability;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The addresses at which one peer may be: those its record names or it has sworn to be at, and no others, since anybody can put
 * the id of another before a datagram. One that means something on one link or host only is a path once it was heard from there.
 */
public final class Paths {
    /** A link-local address counts once for each link it was heard on; so many paths are kept. */
    private static final int MAX = 24;

    private static final int MAX_SWORN = 2;
    private static final int SILENCES_TO_DOUBT = 2;
    private static final long NEVER = Long.MIN_VALUE / 2;
    private static final int UNKNOWN = Integer.MAX_VALUE;

    private static final class Path {
        private Endpoint endpoint;
        private long lastHeard = NEVER;
        /** Nanoseconds; more than two seconds of them count as two. */
        private int rtt = UNKNOWN;

        private int silences;
        /** It was proven by a signature; its record need not name it. */
        private boolean sworn;

        Path(Endpoint endpoint) {
            this.endpoint = endpoint;
        }

        boolean answers() {
            return rtt != UNKNOWN;
        }

        boolean isUsable() {
            return lastHeard != NEVER || !isLocal(endpoint.ip());
        }
    }

    /** An address of one link comes behind the others that answer too: few programs can connect to one. */
    private static final Comparator<Path> BEST_FIRST = Paths::compare;

    /** Those its record names, and of one link each on which it was heard; few and seldom others, so made anew when they change. */
    private List<Path> paths = List.of();

    Paths() {}

    /** The addresses that its newest record names; what it names no more is no path any more. */
    void name(List<Endpoint> endpoints) {
        List<Path> named = new ArrayList<>(paths);
        named.removeIf(path -> !path.sworn && !endpoints.contains(path.endpoint.withoutLink()));
        for (Endpoint endpoint : endpoints) {
            if (find(named, endpoint) == null) {
                named.add(new Path(endpoint));
            }
        }
        paths = List.copyOf(named);
    }

    /** It has sworn that it is there, too; of such addresses two are kept, the latest. */
    public void admit(Endpoint at, long now) {
        if (find(at) != null) {
            return;
        }
        List<Path> all = new ArrayList<>(paths);
        List<Path> sworn = all.stream().filter(path -> path.sworn).toList();
        if (sworn.size() >= MAX_SWORN) {
            all.remove(sworn.get(0));
        }
        Path path = new Path(at);
        path.sworn = true;
        path.lastHeard = now;
        all.add(path);
        paths = List.copyOf(all);
    }

    /** What a former life has sworn holds no more. */
    void forgetOaths() {
        paths = paths.stream().filter(path -> !path.sworn).toList();
    }

    /** Something came from there; the answer is whether that is an address of this peer. */
    boolean heard(Endpoint from, long now) {
        Path path = find(from);
        if (path == null && paths.size() < MAX && find(from.withoutLink()) != null) {
            path = new Path(from);
            paths = Stream.concat(paths.stream(), Stream.of(path)).toList();
        }
        if (path == null) {
            return false;
        }
        if (path.lastHeard == NEVER) {
            // Others keep what came as a key: one address, one object.
            path.endpoint = from;
        }
        path.lastHeard = now;
        return true;
    }

    private @Nullable Path find(Endpoint endpoint) {
        return find(paths, endpoint);
    }

    private static @Nullable Path find(List<Path> paths, Endpoint endpoint) {
        for (Path path : paths) {
            if (path.endpoint.equals(endpoint)) {
                return path;
            }
        }
        return null;
    }

    /** It answered there what only it could answer. */
    public void proved(Endpoint at, Duration rtt) {
        Path path = find(at);
        if (path != null) {
            path.rtt = (int) Math.min(rtt.toNanos(), UNKNOWN - 1);
            path.silences = 0;
        }
    }

    /** It was asked there and did not answer; twice in a row, and it is no better than one that never did. */
    public void silent(Endpoint at) {
        Path path = find(at);
        if (path != null && ++path.silences >= SILENCES_TO_DOUBT) {
            path.rtt = UNKNOWN;
        }
    }

    /** Whether any of them is of that ip. */
    public boolean isOfHost(InetAddress ip) {
        return paths.stream().anyMatch(path -> path.endpoint.ip().equals(ip));
    }

    /** When it was last heard from there, if ever. */
    OptionalLong lastHeardAt(Endpoint at) {
        Path path = find(at);
        return path == null || path.lastHeard == NEVER ? OptionalLong.empty() : OptionalLong.of(path.lastHeard);
    }

    /**
     * Every address, best first: those it answers at, the quickest first and those of one link or host last; then those
     * heard from, the latest first.
     */
    public List<Endpoint> bestFirst() {
        if (paths.size() == 1 && paths.get(0).isUsable()) {
            return List.of(paths.get(0).endpoint);
        }
        List<Path> sorted = new ArrayList<>(paths);
        sorted.removeIf(path -> !path.isUsable());
        sorted.sort(BEST_FIRST);
        List<Endpoint> endpoints = new ArrayList<>(sorted.size());
        for (Path path : sorted) {
            endpoints.add(path.endpoint);
        }
        return endpoints;
    }

    /** All of them and what is known of each, the best first. */
    public List<Reachability.Path> all() {
        return paths.stream().sorted(BEST_FIRST).map(Paths::known).toList();
    }

    private static Reachability.Path known(Path path) {
        if (path.rtt != UNKNOWN) {
            Optional<Duration> rtt = Optional.of(Duration.ofNanos(path.rtt));
            return new Reachability.Path(path.endpoint, Reachability.Outcome.ANSWERS, rtt);
        }
        Reachability.Outcome unheard = path.silences > 0 ? Reachability.Outcome.SILENT : Reachability.Outcome.UNTRIED;
        boolean heard = path.lastHeard != NEVER && path.silences == 0;
        return new Reachability.Path(path.endpoint, heard ? Reachability.Outcome.HEARD : unheard, Optional.empty());
    }

    /** The best of those it answers at, if it does at any. */
    public Optional<Endpoint> answering() {
        Path best = best();
        return best != null && best.answers() ? Optional.of(best.endpoint) : Optional.empty();
    }

    /** The time there and back by the best address, where it is known. */
    Optional<Duration> rtt() {
        Path best = best();
        return best != null && best.answers() ? Optional.of(Duration.ofNanos(best.rtt)) : Optional.empty();
    }

    private @Nullable Path best() {
        Path best = null;
        for (Path path : paths) {
            best = best == null || compare(path, best) < 0 ? path : best;
        }
        return best;
    }

    private static int compare(Path one, Path other) {
        if (one.answers() != other.answers()) {
            return one.answers() ? -1 : 1;
        }
        if (!one.answers()) {
            return Long.compare(other.lastHeard, one.lastHeard);
        }
        boolean local = isLocal(one.endpoint.ip());
        if (local != isLocal(other.endpoint.ip())) {
            return local ? 1 : -1;
        }
        return one.rtt == other.rtt
                ? Long.compare(other.lastHeard, one.lastHeard)
                : Integer.compare(one.rtt, other.rtt);
    }

    private static boolean isLocal(InetAddress ip) {
        return ip.isLoopbackAddress() || (ip instanceof Inet6Address && ip.isLinkLocalAddress());
    }
}
