package dev.kith.classic;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerReference;
import dev.kith.peer.Status;
import dev.kith.time.AtMostOnce;
import dev.kith.time.Moment;
import dev.kith.time.Timers;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Who is heard by the classic beacon. A sender is a source ip and port; it has no identity and no goodbye.
 *
 * <p>It is listed 300 ms after its first beacon, so that a native record from the same address can come first; it is
 * lost after three of its own intervals of silence, and recovered by its next beacon. The table is bounded: lost
 * senders make room for new ones, living ones never do.
 */
public final class Senders {
    /** The most senders held, lost ones included. */
    public static final int MAX = 10_000;

    /** The most senders held of one ip address. */
    public static final int MAX_PER_ADDRESS = 64;

    private static final long LIST_AFTER = 300_000_000L;
    private static final long LOOK_AGAIN = 300_000_000L;
    /** One record after the other may name where a sender is: it waits for none any longer. */
    private static final long WAITS_AT_MOST = 30_000_000_000L;

    private static final long CHANGE_GAP = 1_000_000_000L;
    private static final long FULL_SAID_EVERY = 60_000_000_000L;

    private enum Purpose {
        LIST,
        LOSE,
        CHANGE
    }

    /** Written out, since the JVM would make both at the start, where the first answers wait. */
    private record Due(Sender sender, Purpose purpose) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Due that && sender.equals(that.sender) && purpose == that.purpose;
        }

        @Override
        public int hashCode() {
            return sender.hashCode();
        }
    }

    private final Map<Endpoint, Sender> bySource = new LinkedHashMap<>();
    private final Map<InetAddress, Set<Sender>> byAddress = new HashMap<>();
    /** In the order they were lost: the first is the first to go. */
    private final Set<Sender> lost = new LinkedHashSet<>();

    private final Timers<Due> timers = new Timers<>();
    private final AtMostOnce fullSaid = new AtMostOnce(FULL_SAID_EVERY);
    private long turnedAway;

    /** Whether a native peer is at the address of a sender, which is listed once then; the later, the surer. */
    public enum AtAddress {
        /** No native peer is there. */
        NOBODY,
        /** One says it is there, or is said to be, and that is being checked. */
        UNCHECKED,
        /** One is there. */
        PEER
    }

    /** Takes one datagram that came to the beacon's port, of any content; returns the news in it. */
    public List<Event> heard(Moment now, Endpoint from, String interfaceName, byte[] datagram) {
        String name = BeaconName.of(datagram);
        Sender sender = bySource.get(from);
        if (sender == null) {
            return arrived(now, new Sender(now, from, interfaceName, name));
        }
        sender.heard(now, interfaceName, name);
        timers.arm(new Due(sender, Purpose.LOSE), now.nanos() + sender.silenceAllowed());
        if (sender.isLost()) {
            return List.of(recover(now, sender));
        }
        return sender.isListed() && sender.hasNewName() ? rename(now, sender) : List.of();
    }

    /**
     * Does what is due at {@code now}; returns the news of it.
     *
     * @param whoIsAt whether a native peer is at an address, so that its beacon is not listed beside it
     */
    public List<Event> due(Moment now, Function<Endpoint, AtAddress> whoIsAt) {
        List<Event> news = new ArrayList<>();
        for (Optional<Due> due = timers.takeDue(now.nanos()); due.isPresent(); due = timers.takeDue(now.nanos())) {
            due(now, due.get(), whoIsAt).ifPresent(news::add);
        }
        return news;
    }

    /** When {@link #due} has something to do next, in monotonic nanoseconds. */
    public long nextWake() {
        return timers.next();
    }

    /** Voids the deadlines that passed while this process itself stood still: what was missed then proves nothing. */
    public void forgive(Moment now) {
        for (Sender sender : bySource.values()) {
            if (!sender.isLost() && sender.lastBeacon() + sender.silenceAllowed() <= now.nanos()) {
                timers.arm(new Due(sender, Purpose.LOSE), now.nanos() + sender.silenceAllowed());
            }
        }
    }

    /** A native peer is known at an address: a sender there is the same, and is listed once. */
    public List<Event> merge(Moment now, Endpoint at) {
        return bySource.containsKey(at) ? forget(now, List.of(at), "it is a Kith node") : List.of();
    }

    /** This node is to be found at these addresses: a sender there is itself. */
    public List<Event> forgetOwn(Moment now, List<Endpoint> own) {
        return forget(now, own, "it is this node itself");
    }

    private List<Event> forget(Moment now, List<Endpoint> addresses, String reason) {
        List<Event> news = new ArrayList<>();
        for (Endpoint address : addresses) {
            Sender sender = bySource.get(address);
            if (sender != null) {
                forget(sender);
                if (sender.isListed() && !sender.isLost()) {
                    sender.become(Status.LEFT, now);
                    news.add(change(now, What.LEFT, sender, reason));
                }
            }
        }
        return news;
    }

    /** Every listed sender, lost ones too, in the order they were first heard. */
    public List<Peer> peers() {
        return bySource.values().stream()
                .filter(Sender::isListed)
                .map(Sender::peer)
                .toList();
    }

    /** What became of each who is meant by what a person typed, at most so many. */
    public List<History> histories(PeerReference reference, int atMost) {
        return bySource.values().stream()
                .filter(sender -> sender.isMeantBy(reference))
                .limit(atMost)
                .map(Sender::history)
                .toList();
    }

    private List<Event> arrived(Moment now, Sender sender) {
        InetAddress ip = sender.source().ip();
        Set<Sender> neighbours = byAddress.getOrDefault(ip, Set.of());
        if (neighbours.size() >= MAX_PER_ADDRESS && !evictFirst(neighbours)) {
            return turnAway(now, MAX_PER_ADDRESS + " senders from " + ip.getHostAddress());
        }
        if (bySource.size() >= MAX && !evictFirst(lost)) {
            return turnAway(now, MAX + " senders");
        }
        bySource.put(sender.source(), sender);
        byAddress.computeIfAbsent(ip, any -> new LinkedHashSet<>()).add(sender);
        timers.arm(new Due(sender, Purpose.LIST), now.nanos() + LIST_AFTER);
        timers.arm(new Due(sender, Purpose.LOSE), now.nanos() + sender.silenceAllowed());
        return List.of();
    }

    private boolean evictFirst(Set<Sender> candidates) {
        Optional<Sender> longestLost =
                candidates.stream().filter(Sender::isLost).findFirst();
        longestLost.ifPresent(this::forget);
        return longestLost.isPresent();
    }

    private void forget(Sender sender) {
        bySource.remove(sender.source());
        lost.remove(sender);
        InetAddress ip = sender.source().ip();
        byAddress.computeIfPresent(ip, (any, senders) -> senders.remove(sender) && senders.isEmpty() ? null : senders);
        for (Purpose purpose : Purpose.values()) {
            timers.disarm(new Due(sender, purpose));
        }
    }

    private List<Event> turnAway(Moment now, String full) {
        turnedAway++;
        String reason = "the beacon table holds %s; %d beacons of others were not listed".formatted(full, turnedAway);
        return fullSaid.take(now.nanos()) ? List.of(new Event.Degraded(reason, now.wall())) : List.of();
    }

    private Event recover(Moment now, Sender sender) {
        lost.remove(sender);
        sender.showName(now.nanos());
        sender.become(Status.ALIVE, now);
        return change(now, What.RECOVERED, sender, "its beacon is heard again");
    }

    private List<Event> rename(Moment now, Sender sender) {
        long allowed = sender.lastChange() + CHANGE_GAP;
        if (now.nanos() < allowed) {
            timers.arm(new Due(sender, Purpose.CHANGE), allowed);
            return List.of();
        }
        return List.of(renamed(now, sender));
    }

    private Event renamed(Moment now, Sender sender) {
        String before = sender.showName(now.nanos());
        return change(now, What.CHANGED, sender, "its name was '" + before + "'");
    }

    private Optional<Event> due(Moment now, Due due, Function<Endpoint, AtAddress> whoIsAt) {
        Sender sender = due.sender();
        return switch (due.purpose()) {
            case LIST -> list(now, sender, whoIsAt.apply(sender.source()));
            case LOSE -> lose(now, sender);
            case CHANGE ->
                sender.hasNewName() && !sender.isLost() ? Optional.of(renamed(now, sender)) : Optional.empty();
        };
    }

    private Optional<Event> list(Moment now, Sender sender, AtAddress who) {
        boolean waited = who == AtAddress.UNCHECKED && sender.isKnownSince(now.nanos() - WAITS_AT_MOST);
        return switch (waited ? AtAddress.NOBODY : who) {
            case NOBODY -> {
                sender.list();
                yield Optional.of(change(now, What.JOINED, sender, "its beacon was heard"));
            }
            case UNCHECKED -> {
                timers.arm(new Due(sender, Purpose.LIST), now.nanos() + LOOK_AGAIN);
                yield Optional.empty();
            }
            case PEER -> {
                forget(sender);
                yield Optional.empty();
            }
        };
    }

    private Optional<Event> lose(Moment now, Sender sender) {
        if (!sender.isListed()) {
            forget(sender);
            return Optional.empty();
        }
        lost.add(sender);
        sender.become(Status.LOST, now);
        String reason = String.format(
                Locale.ROOT,
                "no beacon for %.1f s, three of its intervals of %.1f s",
                (now.nanos() - sender.lastBeacon()) / 1e9,
                sender.interval() / 1e9);
        return Optional.of(change(now, What.LOST, sender, reason));
    }

    private static Event change(Moment now, What what, Sender sender, String reason) {
        Evidence evidence = new Evidence(List.of(), sender.path(), reason);
        sender.keep(new Past(what, evidence, now.wall()));
        return new Event.Change(what, sender.peer(), evidence, now.wall());
    }
}
