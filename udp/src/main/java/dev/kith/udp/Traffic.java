package dev.kith.udp;

import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What is said to all and heard so, by each link and way, and whether what this node says comes back to it. */
final class Traffic {
    private static final int ENOUGH_TO_TELL = 2;
    private static final long ON_ITS_WAY = 1_000_000_000L;

    private record Key(String interfaceName, LinkHealth.Way way) {}

    private static final class Counts {
        private Optional<String> unheard = Optional.empty();
        private Optional<String> unsent = Optional.empty();
        /** Who only casts hears nothing, and none of its own. */
        private boolean listens;

        private long sent;
        private long echoed;
        private long others;
        /** Sent since something last came back, or was heard of others: where they are heard, its own may be dropped as forged. */
        private int unconfirmed;
        /** Those of them that had their time before the last was sent, which may be on its way. */
        private int missed;

        private int broadcastsToCome;
        private long lastBroadcast;
        private long lastSent;

        /** A broadcast comes back, too, later than the same by multicast, and nobody can tell the two apart. */
        void cameBack(long now) {
            echoed++;
            if (now - lastBroadcast >= ON_ITS_WAY) {
                broadcastsToCome = 0;
            }
            if (broadcastsToCome > 0) {
                broadcastsToCome--;
            } else {
                confirmed();
            }
        }

        void confirmed() {
            unconfirmed = 0;
            missed = 0;
        }

        void sent(long now) {
            missed = missed(now);
            unsent = Optional.empty();
            sent++;
            unconfirmed++;
            lastSent = now;
        }

        private int missed(long now) {
            return now - lastSent >= ON_ITS_WAY ? unconfirmed : missed;
        }

        boolean isDropped(long now) {
            return listens && unheard.isEmpty() && missed(now) >= ENOUGH_TO_TELL;
        }
    }

    private final Map<Key, Counts> counts =
            new TreeMap<>(Comparator.comparing(Key::interfaceName).thenComparing(Key::way));
    private List<Link> links = List.of();
    private int port4;
    private int port6;

    /** The ports this node sends from. */
    void sendsFrom(int ofIpv4, int ofIpv6) {
        port4 = ofIpv4;
        port6 = ofIpv6;
    }

    /** There are these links, and no others any more; nor ways that they have no more. */
    void follow(List<Link> now) {
        links = List.copyOf(now);
        counts.keySet()
                .removeIf(key -> links.stream()
                        .noneMatch(link -> link.name().equals(key.interfaceName()) && link.speaks(key.way())));
    }

    void hears(Link link, LinkHealth.Way way, Optional<String> whyNot) {
        Counts of = of(link, way);
        of.listens = true;
        of.unheard = whyNot;
    }

    void heard(Link link, LinkHealth.Way way, Endpoint from, long now) {
        Counts of = of(link, way);
        boolean isOwnPort = from.port() == (way == LinkHealth.Way.IPV6 ? port6 : port4);
        if (isOwnPort && link.has(from.ip())) {
            of.cameBack(now);
        } else if (!isOwnPort || !isOfThisHost(from)) {
            of.others++;
            of.confirmed();
        }
    }

    /** What this node says by one link comes in by another where both lead to the same network; that is no word of others. */
    private boolean isOfThisHost(Endpoint from) {
        return links.stream().anyMatch(link -> link.has(from.ip()));
    }

    void sent(Link link, LinkHealth.Way way, long now) {
        of(link, way).sent(now);
    }

    void broadcast(Link link, long now) {
        Counts of = of(link, LinkHealth.Way.IPV4);
        of.broadcastsToCome++;
        of.lastBroadcast = now;
    }

    void couldNotSend(Link link, LinkHealth.Way way, String reason) {
        of(link, way).unsent = Optional.of(reason);
    }

    private Counts of(Link link, LinkHealth.Way way) {
        return counts.computeIfAbsent(new Key(link.name(), way), any -> new Counts());
    }

    /** By interface and way. */
    List<LinkHealth> health(long now) {
        return counts.entrySet().stream()
                .map(entry -> health(entry.getKey(), entry.getValue(), now))
                .toList();
    }

    private static LinkHealth health(Key key, Counts of, long now) {
        return new LinkHealth(
                key.interfaceName(),
                key.way(),
                of.unheard,
                of.unsent,
                of.sent,
                of.echoed,
                of.others,
                of.isDropped(now));
    }

    /** The first link and way by which nothing comes back, if there is one. */
    Optional<String> dropped(long now) {
        return counts.entrySet().stream()
                .filter(entry -> entry.getValue().isDropped(now))
                .map(Map.Entry::getKey)
                .findFirst()
                .map(key ->
                        "%s on %s: what this node says does not come back, so something on this host drops it; 'kith doctor' says what"
                                .formatted(words(key.way()), key.interfaceName()));
    }

    static String words(LinkHealth.Way way) {
        return switch (way) {
            case IPV4 -> "IPv4 multicast";
            case IPV6 -> "IPv6 multicast";
            case BEACON -> "the beacon";
        };
    }
}
