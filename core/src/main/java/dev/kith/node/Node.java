package dev.kith.node;

import dev.kith.classic.Beacon;
import dev.kith.classic.Senders;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Limits;
import dev.kith.peer.Peer;
import dev.kith.peer.PeerId;
import dev.kith.peer.Reachability.Survey;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.Source;
import dev.kith.time.Moment;
import dev.kith.trust.Credits;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.trust.Verifier;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * One participant, without its sockets, thread and clock. Every input has a moment; what it answers goes to the
 * {@link Outbox}, and {@link #nextWake} says when to come again. The same inputs give the same outputs.
 *
 * <p>One thread at a time. No input from the network makes it throw.
 */
public final class Node {
    /** So late, the process itself stood still, and silence in that time proves nothing. */
    private static final long STALL = 1_000_000_000L;
    /** A datagram of one's own may still be on its way when its address is already gone. */
    private static final long OWN_REMEMBERED = 10_000_000_000L;

    /**
     * What a node is made of; all its chance and all its secrets come in here.
     *
     * @param credentials gives its key pair and the source of its nonces, when it joins a group
     * @param verifier tells the signatures of others
     * @param limits how many peers it lists in each group
     * @param passive whether it only listens: it lists who announces itself, asks nobody and says nothing
     * @param relays whether it passes on what members ask each other who cannot reach each other
     */
    public record Setup(
            Supplier<Credentials> credentials, Verifier verifier, Limits limits, boolean passive, boolean relays) {}

    /**
     * What only this node knows.
     *
     * @param identity its key pair
     * @param secrets where its nonces come from
     */
    public record Credentials(Identity identity, Secrets secrets) {}

    private final Setup setup;
    private final Senders senders = new Senders();
    private final Rejections rejections = new Rejections();
    private final Credits credits = new Credits();
    /** By group tag; a tag tells a datagram's group. */
    private final NavigableMap<Long, Membership> memberships = new TreeMap<>();

    private final NavigableMap<String, Long> tags = new TreeMap<>();
    /** The life it had last in each group: the next one is a later one, whatever the wall clock says. */
    private final Map<String, Long> incarnations = new HashMap<>();

    private final SortedSet<Integer> strangeVersions = new TreeSet<>();
    private final Map<Endpoint, Long> ownUntil = new HashMap<>();
    private SortedSet<String> interfaces = new TreeSet<>();
    private List<Endpoint> own = List.of();
    private int copies = 1;
    private Optional<byte[]> beacon = Optional.empty();
    private long nextCast = Long.MAX_VALUE;
    private long lastStep;
    private long wake = Long.MAX_VALUE;

    /** A node in no group, that has not been told of a network yet. */
    public Node(Setup setup) {
        this.setup = setup;
    }

    /**
     * Takes one input at one moment.
     *
     * @throws IllegalArgumentException if {@code now} is before the moment of an earlier step, or a command cannot be done
     */
    public void step(Moment now, Input input, Outbox out) {
        if (now.nanos() < lastStep) {
            throw new IllegalArgumentException("now is " + now.nanos() + " ns, before the last step at " + lastStep);
        }
        if (now.nanos() - Math.max(wake, lastStep) > STALL) {
            goOn(now, out);
        }
        lastStep = now.nanos();
        try {
            take(now, input, out);
        } finally {
            wake = earliestWake();
        }
    }

    private void take(Moment now, Input input, Outbox out) {
        if (input instanceof Input.Heard heard) {
            hear(now, heard, out);
        } else if (input instanceof Input.BeaconHeard heard) {
            hear(now, heard, out);
        } else if (input instanceof Input.Tick) {
            tick(now, out);
        } else if (input instanceof Input.Network network) {
            adopt(now, network, out);
        } else if (input instanceof Input.Refused refused) {
            memberships.values().forEach(membership -> membership.refused(now, refused));
        } else if (input instanceof Input.Woke) {
            goOn(now, out);
        } else {
            command(now, input, out);
        }
    }

    /** It stood still, and its host perhaps with it: it blames nobody for that time, and is there again. */
    private void goOn(Moment now, Outbox out) {
        senders.forgive(now);
        memberships.values().forEach(membership -> {
            membership.forgive(now);
            membership.arrive(now, own, copies, out);
        });
    }

    /** When the node wants a {@link Input.Tick} next, in monotonic nanoseconds; {@link Long#MAX_VALUE} for never. */
    public long nextWake() {
        return wake;
    }

    /** Asked of every room once a step, since whoever runs a node asks for it again and again. */
    private long earliestWake() {
        long earliest = Math.min(nextCast, senders.nextWake());
        for (Membership membership : memberships.values()) {
            earliest = Math.min(earliest, membership.nextWake());
        }
        return earliest;
    }

    /** Everybody known in a group, those lost and left in this run too; and those known by the beacon alone if it lists them. */
    public List<Peer> peers(String group) {
        return peers(group, true);
    }

    /** The same, less when each was heard last and how soon it answers where: of that an earlier look will do, and takes less. */
    public List<Peer> peersForNews(String group) {
        return peers(group, false);
    }

    private List<Peer> peers(String group, boolean anew) {
        List<Peer> peers = new ArrayList<>();
        find(group).ifPresent(membership -> {
            peers.addAll(membership.peers(anew));
            peers.addAll(membership.isClassic() ? senders.peers() : List.of());
        });
        return Collections.unmodifiableList(peers);
    }

    /** Who this node is in a group it joined. */
    public Optional<PeerId> id(String group) {
        return find(group).map(membership -> membership.record().id());
    }

    /** Whether the whole roster of somebody else in a group has come. */
    public boolean hasRosterOfAnother(String group) {
        return find(group).map(Membership::hasRosterOfAnother).orElse(false);
    }

    /** The addresses at which members of a group may be, and what became of each. */
    public List<Candidate> candidates(String group) {
        return find(group).map(membership -> membership.contacting().all()).orElse(List.of());
    }

    /** By which ways this node and the peers of a group that are there reach each other. */
    public Optional<Survey> survey(Moment now, String group) {
        return find(group).map(membership -> membership.survey(now));
    }

    /** How many datagrams and records were not believed, by reason. */
    public SortedMap<String, Long> rejected() {
        return rejections.byReason();
    }

    private void command(Moment now, Input input, Outbox out) {
        if (input instanceof Input.Join join) {
            join(now, join, out);
        } else if (input instanceof Input.Update update) {
            require(update.group()).tell(now, update.about(), out);
        } else if (input instanceof Input.Rekey rekey) {
            require(rekey.group()).rekey(now, rekey.keys(), out);
        } else if (input instanceof Input.Candidates candidates) {
            require(candidates.group()).contacting().named(now, candidates, out);
        } else if (input instanceof Input.Why why) {
            require(why.group()).why(now, why);
        } else if (input instanceof Input.Ping ping) {
            require(ping.group()).pinging().begin(now, ping);
        } else if (input instanceof Input.Cast cast) {
            beacon = cast.name().map(Beacon::encode);
            nextCast = beacon.isPresent() ? now.nanos() : Long.MAX_VALUE;
            castIfDue(now, out);
        } else if (input instanceof Input.Leave leave) {
            Membership left = require(leave.group());
            left.leave(now, out);
            incarnations.put(leave.group(), left.record().incarnation());
            memberships.remove(tags.remove(leave.group()));
        }
    }

    private void join(Moment now, Input.Join join, Outbox out) {
        if (tags.containsKey(join.group())) {
            throw new IllegalArgumentException("group '" + join.group() + "' was joined already");
        }
        // No record can name a life before 1970.
        long wall = Math.max(0, now.wall().toEpochMilli());
        long incarnation = Math.max(wall, incarnations.getOrDefault(join.group(), Long.MIN_VALUE) + 1);
        Credentials credentials = setup.credentials().get();
        Self self = new Self(credentials, join, incarnation, own);
        Membership.Shared shared = new Membership.Shared(setup, credentials.secrets(), rejections, credits, senders);
        Membership membership = new Membership(now, join, self, shared);
        long tag = self.record().groupTag();
        tags.put(join.group(), tag);
        memberships.put(tag, membership);
        membership.arrive(now, own, copies, out);
    }

    private void hear(Moment now, Input.Heard heard, Outbox out) {
        OptionalInt version = Datagrams.version(heard.datagram());
        if (version.isEmpty() || version.getAsInt() != Header.VERSION) {
            rejections.count(version.isEmpty() ? "magic" : "version");
            version.ifPresent(strange -> sayStrange(now, heard.from(), strange, out));
            return;
        }
        OptionalLong tag = Datagrams.groupTag(heard.datagram());
        Membership membership = tag.isPresent() ? memberships.get(tag.getAsLong()) : null;
        // An answer to that port would come to programs that know nothing but the beacon.
        if (membership == null || heard.from().port() == Beacon.PORT) {
            rejections.count(membership == null ? "other group" : "from the beacon's port");
            return;
        }
        Datagrams.Begun begun = Datagrams.begin(heard.datagram());
        if (begun instanceof Datagrams.Headed headed) {
            Header header = headed.header();
            credits.heard(heard.from(), heard.datagram().length, header.counter(), now.nanos());
            Source source = new Source(heard.from(), heard.interfaceName(), heard.via(), true);
            membership.hear(now, source, header, heard.datagram(), out);
            if (membership.casters().whoIsAt(now, heard.from()) == Senders.AtAddress.PEER) {
                toClassic(senders.merge(now, heard.from()), out);
            }
        } else if (begun instanceof Datagrams.Rejected rejected) {
            rejections.count(rejected.reason());
        }
    }

    /** Once for each version: there is somebody, who cannot be understood. */
    private void sayStrange(Moment now, Endpoint from, int version, Outbox out) {
        // As long as no group is joined, nobody would be told.
        if (!memberships.isEmpty() && strangeVersions.add(version)) {
            String reason = "%s speaks version %d of the protocol, this node speaks %d; it is not listed"
                    .formatted(from, version, Header.VERSION);
            toAll(List.of(new Event.Degraded(reason, now.wall())), out);
        }
    }

    private void hear(Moment now, Input.BeaconHeard heard, Outbox out) {
        if (ownUntil.containsKey(heard.from())) {
            return;
        }
        memberships.values().forEach(membership -> membership.casters().heard(now, heard.from(), out));
        toClassic(
                whoIsAt(now, heard.from()) == Senders.AtAddress.PEER
                        ? senders.merge(now, heard.from())
                        : senders.heard(now, heard.from(), heard.interfaceName(), heard.datagram()),
                out);
    }

    private Senders.AtAddress whoIsAt(Moment now, Endpoint endpoint) {
        return memberships.values().stream()
                .map(membership -> membership.casters().whoIsAt(now, endpoint))
                .max(Comparator.naturalOrder())
                .orElse(Senders.AtAddress.NOBODY);
    }

    private void adopt(Moment now, Input.Network network, Outbox out) {
        SortedSet<String> added = new TreeSet<>(network.interfaces());
        added.removeAll(interfaces);
        interfaces = new TreeSet<>(network.interfaces());
        own = reachable(network.own());
        copies = network.copies();
        Set<Endpoint> current = new HashSet<>(network.own());
        ownUntil.entrySet().removeIf(former -> !current.contains(former.getKey()) && former.getValue() < now.nanos());
        current.forEach(endpoint -> ownUntil.put(endpoint, now.nanos() + OWN_REMEMBERED));
        toClassic(senders.forgetOwn(now, network.own()), out);
        memberships.values().forEach(membership -> membership.arrive(now, own, copies, out));
        cast(added, out);
    }

    /** What others are told: loopback only where there is nothing else, since on another host it is that host. */
    private static List<Endpoint> reachable(List<Endpoint> endpoints) {
        // A record that names another is read by nobody.
        List<Endpoint> nameable =
                endpoints.stream().filter(Records::mayBeOfANode).toList();
        List<Endpoint> elsewhere = nameable.stream()
                .filter(endpoint -> !endpoint.ip().isLoopbackAddress())
                .toList();
        return elsewhere.isEmpty() ? nameable : elsewhere;
    }

    private void tick(Moment now, Outbox out) {
        for (Membership membership : memberships.values()) {
            membership.tick(now, out);
        }
        toClassic(senders.due(now, source -> whoIsAt(now, source)), out);
        castIfDue(now, out);
    }

    private void castIfDue(Moment now, Outbox out) {
        if (now.nanos() >= nextCast) {
            cast(interfaces, out);
            nextCast += Beacon.PERIOD.toNanos();
            if (nextCast <= now.nanos()) {
                nextCast = now.nanos() + Beacon.PERIOD.toNanos();
            }
        }
    }

    private void cast(SortedSet<String> on, Outbox out) {
        beacon.ifPresent(bytes -> on.forEach(name -> out.cast(name, bytes)));
    }

    private void toAll(List<Event> news, Outbox out) {
        news.forEach(event -> tags.keySet().forEach(group -> out.emit(group, event)));
    }

    /** News of those who speak the plain beacon, to the groups that list them. */
    private void toClassic(List<Event> news, Outbox out) {
        tags.forEach((group, tag) -> {
            if (Objects.requireNonNull(memberships.get(tag)).isClassic()) {
                news.forEach(event -> out.emit(group, event));
            }
        });
    }

    private Optional<Membership> find(String group) {
        return Optional.ofNullable(tags.get(group)).map(memberships::get);
    }

    private Membership require(String group) {
        return find(group).orElseThrow(() -> new IllegalArgumentException("group '" + group + "' was not joined"));
    }

    /** What a node tells of itself, less where it is: the node knows that itself. */
    public static About about(String name, Map<String, String> meta, Map<String, Integer> services) {
        return new About(name, List.of(), meta, services);
    }
}
