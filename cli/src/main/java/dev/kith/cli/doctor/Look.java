package dev.kith.cli.doctor;

import dev.kith.Kith;
import dev.kith.SourceState;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Takes down what a node sees, and what the kernel counts meanwhile; begun before the node is opened. */
public final class Look {
    private static final Duration OTHERS_ANSWER_WITHIN = Duration.ofSeconds(1);

    private final Seen.Asked asked;
    private final Host host;
    private final Map<String, Long> before;
    private Optional<List<LinkHealth>> midway = Optional.empty();
    private Optional<String> leftOut = Optional.empty();
    private Optional<Seen.Arrival> arrival = Optional.empty();

    /** Begins to count. */
    public Look(Seen.Asked asked, Host host) {
        this.asked = asked;
        this.host = host;
        this.before = Counters.now(host);
    }

    /** Says nothing of that candidate source, since it is there for the look alone. */
    public void leaveOut(String source) {
        leftOut = Optional.of(source);
    }

    /** So far others were heard; from here on it is seen who falls silent. */
    public void midway(Kith kith) {
        midway = Optional.of(kith.node().links());
    }

    /** Asks the others when this node came, by their clocks. */
    public void askArrival(Kith kith) throws InterruptedException {
        Instant now = Instant.now();
        arrival = Optional.of(new Seen.Arrival(kith.why(kith.self().id(), OTHERS_ANSWER_WITHIN), now));
    }

    private static Seen.Source source(Kith kith, SourceState state) {
        return new Seen.Source(
                state,
                kith.candidates().stream()
                        .filter(candidate -> candidate.sources().contains(state.source()))
                        .toList());
    }

    /**
     * What was seen until now.
     *
     * @param with who is to be looked at, if anybody
     * @param at the address that is, if it is one
     * @param said what the node said it cannot do
     */
    public Seen end(Kith kith, Optional<String> with, Optional<Endpoint> at, List<String> said) {
        List<Reachability> peers = kith.survey().peers();
        List<LinkHealth> links = kith.node().links();
        Map<String, Long> counted = new HashMap<>(Counters.growth(before, Counters.now(host)));
        kith.node().rejected().forEach((reason, count) -> counted.put("rejected:" + reason, count));
        return new Seen(
                asked,
                Optional.empty(),
                Optional.of(kith.self()),
                links,
                peers,
                Stream.concat(said.stream(), kith.node().degraded().stream().map(Event.Degraded::reason))
                        .distinct()
                        .toList(),
                kith.sources().stream()
                        .filter(source -> !leftOut.equals(Optional.of(source.source())))
                        .map(source -> source(kith, source))
                        .toList(),
                counted,
                FallenSilent.between(midway.orElse(List.of()), links, peers),
                arrival,
                with.map(text -> new Seen.With(text, at, found(kith, text, peers))));
    }

    /** A node could not be opened. */
    public Seen failed(String reason) {
        return Seen.failed(asked, reason);
    }

    private static List<Reachability> found(Kith kith, String text, List<Reachability> peers) {
        return kith.find(text).stream().map(peer -> reachability(peer, peers)).toList();
    }

    private static Reachability reachability(Peer peer, List<Reachability> peers) {
        return peers.stream()
                .filter(one -> one.peer().id().equals(peer.id()))
                .findFirst()
                .orElseGet(() -> new Reachability(peer, List.of(), Optional.empty(), Optional.empty()));
    }
}
