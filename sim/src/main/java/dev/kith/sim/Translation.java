package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A box that gives those behind it one public address and ports of it (RFC 4787, sections 4.1 and 5). It forgets a way that
 * nothing was sent by for thirty seconds, and tells nobody of what it drops; who sends to its public address from behind it
 * reaches nobody. Moments are nanoseconds of the world.
 */
final class Translation {
    /** How it maps, and whom it lets in. */
    enum Kind {
        /** One port for all destinations, to which anybody may send. */
        FULL_CONE,
        /** One port for all destinations; only an address and port that was sent to may send to it. */
        PORT_RESTRICTED,
        /** A port for each destination, which alone may send to it. */
        SYMMETRIC
    }

    private static final long KEPT = 30_000_000_000L;
    private static final int FIRST_PORT = 20_000;

    private record Way(Endpoint inside, Optional<Endpoint> to) {}

    private static final class Mapping {
        private final Endpoint inside;
        private final int port;
        private long sentAt;
        /** When each was sent to last. */
        private final Map<Endpoint, Long> sentTo = new HashMap<>();

        Mapping(Endpoint inside, int port) {
            this.inside = inside;
            this.port = port;
        }
    }

    private final Kind kind;
    private final InetAddress outside;
    private final Realm realm = new Realm();
    private final Map<Way, Mapping> mappings = new LinkedHashMap<>();
    private final Map<Integer, Mapping> byPort = new HashMap<>();
    private int ports;
    private int hosts;

    Translation(Kind kind, InetAddress outside) {
        this.kind = kind;
        this.outside = outside;
    }

    /** Who is behind it. */
    Realm realm() {
        return realm;
    }

    /** An address behind it where nobody was yet; behind another there is the same. */
    Endpoint newAddress() {
        return Addresses.inside(++hosts);
    }

    InetAddress outside() {
        return outside;
    }

    /** Where what is sent now seems to come from. */
    Endpoint send(Endpoint from, Endpoint to, long now) {
        Way way = new Way(from, kind == Kind.SYMMETRIC ? Optional.of(to) : Optional.empty());
        Mapping mapping = mappings.get(way);
        if (mapping == null || now - mapping.sentAt >= KEPT) {
            mapping = new Mapping(from, FIRST_PORT + ++ports);
            mappings.put(way, mapping);
            byPort.put(mapping.port, mapping);
        }
        mapping.sentAt = now;
        mapping.sentTo.put(to, now);
        return new Endpoint(outside, mapping.port);
    }

    /** Whom what comes to a port is for; nobody if it is not let in. */
    Optional<SimNode> receive(int port, Endpoint from, long now) {
        return Optional.ofNullable(byPort.get(port))
                .filter(mapping -> now - mapping.sentAt < KEPT)
                .filter(mapping -> kind == Kind.FULL_CONE || now - mapping.sentTo.getOrDefault(from, now - KEPT) < KEPT)
                .flatMap(mapping -> realm.nodeAt(mapping.inside));
    }

    /** Whose port it is or was last. */
    Optional<SimNode> ownerOf(int port) {
        return Optional.ofNullable(byPort.get(port)).flatMap(mapping -> realm.hostAt(mapping.inside));
    }

    /** Forgets all; everybody has other ports from now on. */
    void restart() {
        mappings.clear();
        byPort.clear();
    }

    @Override
    public String toString() {
        return kind + " at " + outside.getHostAddress();
    }
}
