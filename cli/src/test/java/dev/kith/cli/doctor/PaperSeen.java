package dev.kith.cli.doctor;

import dev.kith.SourceState;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Kind;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** What a node has seen that is written down. */
final class PaperSeen {
    private static final int PORT = 50112;

    private Optional<Peer> self = Optional.empty();
    private final List<LinkHealth> links = new ArrayList<>();
    private final List<Reachability> peers = new ArrayList<>();
    private Set<String> interfaces = Set.of();
    private List<Seen.Source> sources = List.of();
    private List<String> degraded = List.of();
    private Optional<String> failure = Optional.empty();
    private Optional<Seen.Arrival> arrival = Optional.empty();
    private Optional<Seen.With> with = Optional.empty();

    PaperSeen self(Peer itself) {
        self = Optional.of(itself);
        return this;
    }

    /** An interface by which so much was heard of others. */
    PaperSeen link(String name, long others) {
        links.add(new LinkHealth(name, LinkHealth.Way.IPV4, Optional.empty(), Optional.empty(), 3, 3, others, false));
        return this;
    }

    PaperSeen peer(Reachability one) {
        peers.add(one);
        return this;
    }

    PaperSeen only(String... named) {
        interfaces = Set.of(named);
        return this;
    }

    PaperSeen failed(String reason) {
        failure = Optional.of(reason);
        return this;
    }

    PaperSeen said(String... reasons) {
        degraded = List.of(reasons);
        return this;
    }

    PaperSeen source(SourceState state, Candidate... candidates) {
        sources = List.of(new Seen.Source(state, List.of(candidates)));
        return this;
    }

    PaperSeen arrival(Seen.Arrival told) {
        arrival = Optional.of(told);
        return this;
    }

    PaperSeen with(String text, Reachability... found) {
        with = Optional.of(new Seen.With(text, Optional.empty(), List.of(found)));
        return this;
    }

    /** An address at which nobody is known. */
    PaperSeen with(Endpoint at) {
        with = Optional.of(new Seen.With(at.ip().getHostAddress(), Optional.of(at), List.of()));
        return this;
    }

    Seen seen() {
        return new Seen(
                new Seen.Asked(9779, OptionalInt.empty(), interfaces, false),
                failure,
                self,
                links,
                peers,
                degraded,
                sources,
                Map.of(),
                Set.of(),
                arrival,
                with);
    }

    static Endpoint at(String ip, int port) {
        try {
            return new Endpoint(InetAddress.getByName(ip), port);
        } catch (UnknownHostException noAddress) {
            throw new IllegalArgumentException(noAddress);
        }
    }

    static Peer peer(String name, String ip, Via... via) {
        return peer(name, ip, Kind.KITH, Status.ALIVE, via);
    }

    static Peer peer(String name, String ip, Kind kind, Status status, Via... via) {
        return new Peer(
                name,
                kind,
                name,
                List.of(at(ip, PORT)),
                List.of("eth0"),
                Map.of(),
                Map.of(),
                status,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(via),
                List.of());
    }

    static Reachability answering(Peer peer, Optional<Boolean> hears) {
        return new Reachability(peer, paths(peer, Outcome.ANSWERS), hears, Optional.empty());
    }

    static Reachability silent(Peer peer) {
        return known(peer, Outcome.SILENT);
    }

    static Reachability known(Peer peer, Outcome outcome) {
        return new Reachability(peer, paths(peer, outcome), Optional.empty(), Optional.empty());
    }

    private static List<Reachability.Path> paths(Peer peer, Outcome outcome) {
        return peer.addresses().stream()
                .map(at -> new Reachability.Path(at, outcome, Optional.empty()))
                .toList();
    }
}
