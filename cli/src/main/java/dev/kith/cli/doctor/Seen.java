package dev.kith.cli.doctor;

import dev.kith.SourceState;
import dev.kith.peer.Accounts;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * What a node of this host has seen in a while.
 *
 * @param asked what it was to do
 * @param failure why it could not be opened, if so; all else is empty then
 * @param self this node
 * @param links what it said to all and heard so
 * @param peers everybody it knows and how it reaches each
 * @param degraded what it said it cannot do
 * @param sources its candidate sources
 * @param counted what the kernel, under its names, and the node, behind {@code rejected:}, dropped meanwhile
 * @param quiet interfaces and ways by which others were heard at first, and no more at the end of a long look, though they answer
 * @param arrival what others tell of this node's arrival
 * @param with the one it was to look at, if any
 */
public record Seen(
        Asked asked,
        Optional<String> failure,
        Optional<Peer> self,
        List<LinkHealth> links,
        List<Reachability> peers,
        List<String> degraded,
        List<Source> sources,
        Map<String, Long> counted,
        Set<String> quiet,
        Optional<Arrival> arrival,
        Optional<With> with) {
    /**
     * What the node was to do.
     *
     * @param port the port that all hear
     * @param ownPort the port it sends from, if that was chosen
     * @param interfaces the only ones to be used, if any are named
     * @param isLong whether it stayed for longer than switches remember who wants to hear what
     */
    public record Asked(int port, OptionalInt ownPort, Set<String> interfaces, boolean isLong) {}

    /**
     * What others tell of this node's arrival.
     *
     * @param told by their clocks
     * @param asked when they were asked, by this host's clock
     */
    public record Arrival(Accounts told, Instant asked) {}

    /**
     * Somebody it was to look at.
     *
     * @param text who, as a person typed it
     * @param at the address that is, if it is one
     * @param found who that may be
     */
    public record With(String text, Optional<Endpoint> at, List<Reachability> found) {}

    /**
     * A candidate source.
     *
     * @param state how it does
     * @param candidates what became of the addresses that it names
     */
    public record Source(SourceState state, List<Candidate> candidates) {}

    /** Copies the collections. */
    public Seen {
        links = List.copyOf(links);
        peers = List.copyOf(peers);
        degraded = List.copyOf(degraded);
        sources = List.copyOf(sources);
        counted = Map.copyOf(counted);
        quiet = Set.copyOf(quiet);
    }

    /** A node that could not be opened. */
    static Seen failed(Asked asked, String failure) {
        return new Seen(
                asked,
                Optional.of(failure),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Map.of(),
                Set.of(),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether it is known of all who were to be looked at whether each hears the other, both ways. */
    public boolean isKnownOfWith() {
        List<Reachability> found = with.map(With::found).orElse(List.of());
        return !found.isEmpty()
                && found.stream()
                        .allMatch(one -> one.hearsMulticast().isPresent()
                                && one.peer().via().contains(Via.MULTICAST));
    }

    /** Whether it is one of those who were to be looked at, of whom more is said than of all others. */
    boolean isLookedAt(Peer peer) {
        return with.stream()
                .flatMap(one -> one.found().stream())
                .anyMatch(one -> one.peer().id().equals(peer.id()));
    }

    /** Whether it is known of one of those who are near, if anybody is, whether it hears what this node says to all. */
    public boolean isKnownOfOneNear() {
        List<Reachability> near = peers.stream()
                .filter(one -> AnswerCheck.isNear(one.peer()) && AnswerCheck.answers(one))
                .toList();
        return near.isEmpty()
                || near.stream().anyMatch(one -> one.hearsMulticast().isPresent());
    }

    long counted(String name) {
        return counted.getOrDefault(name, 0L);
    }
}
