package dev.kith.cli;

import dev.kith.Kith;
import dev.kith.SourceState;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Survey;
import dev.kith.peer.Translation;
import dev.kith.peer.Via;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code kith reach} prints: this node, each peer with its paths, and each source with its candidates. */
public final class ReachLines {
    private ReachLines() {}

    static List<String> of(Kith kith, Survey survey) {
        ShownNames names = ShownNames.in(kith.peers());
        List<String> lines = new ArrayList<>();
        lines.add("this node: " + survey.told().stream().map(Endpoint::toString).collect(Collectors.joining(" ")));
        lines.add("  others see it " + seen(survey.translation()));
        for (Reachability peer : survey.peers()) {
            lines.add(names.of(peer.peer()) + ": " + kinds(peer));
            lines.addAll(ways(peer, survey, names));
        }
        if (survey.peers().isEmpty()) {
            lines.add("no peers");
        }
        for (SourceState source : kith.sources()) {
            lines.add(source(source));
            List<Candidate> tried = kith.candidates().stream()
                    .filter(candidate -> candidate.sources().contains(source.source()))
                    .toList();
            tried.forEach(candidate -> lines.add("  " + candidate(candidate, names)));
            untried(source, tried.size()).ifPresent(lines::add);
        }
        return lines;
    }

    private static String seen(Translation translation) {
        return switch (translation) {
            case UNKNOWN -> "at an address that none has told so far";
            case NONE -> "at an address of its own";
            case SEEN_BY_ONE -> "through an address translation; only one has told so far";
            case SAME_FOR_ALL -> "through an address translation, all at the same address";
            case DIFFERS -> "through an address translation, each at another address";
        };
    }

    /** Its addresses, and who is between, if anybody is. */
    public static List<String> ways(Reachability peer, Survey survey, ShownNames names) {
        Stream<String> paths = paths(peer).stream().map(ReachLines::path);
        Stream<String> relay = peer.relay().stream().map(by -> relay(by, survey, names));
        return Stream.concat(paths, relay).map(way -> "  " + way).toList();
    }

    /** Whether it is reached directly, how it came to be known, and whether it hears multicast. */
    public static String kinds(Reachability peer) {
        boolean direct = peer.paths().stream().anyMatch(path -> path.outcome() == Reachability.Outcome.ANSWERS);
        boolean relayed = peer.peer().via().contains(Via.RELAYED);
        String now = relayed ? "relayed" : "not reached";
        String found = peer.peer().via().stream().map(Constants::lower).collect(Collectors.joining(", "));
        String hears = peer.hearsMulticast()
                .map(does -> does ? "; it hears multicast of this node" : "; it hears no multicast of this node")
                .orElse("");
        return (direct ? "direct" : now) + "; known by " + found + hears;
    }

    /** Its addresses, without one of a link that is there once more with the link on which it is heard. */
    static List<Reachability.Path> paths(Reachability peer) {
        return peer.paths().stream()
                .filter(path -> peer.paths().stream()
                        .noneMatch(other -> !other.at().equals(path.at())
                                && other.at().withoutLink().equals(path.at())))
                .toList();
    }

    /** Addresses that a source names and that are no candidates. */
    static Optional<String> untried(SourceState source, int tried) {
        int left = source.named() - tried;
        return left <= 0
                ? Optional.empty()
                : Optional.of("  " + left + " not tried: named twice, more than are taken of one source,"
                        + " or with an address or port that no member has");
    }

    /** An address, what is known of it, and the time there and back. */
    static String path(Reachability.Path path) {
        return path.at() + " " + Constants.lower(path.outcome())
                + path.rtt().map(rtt -> " in " + millis(rtt)).orElse("");
    }

    private static String relay(Reachability.Relay relay, Survey survey, ShownNames names) {
        String who = by(relay, survey).map(names::of).map(name -> name + " at ").orElse("");
        return "through " + who + relay.at() + " in " + millis(relay.rtt());
    }

    /** Who it is that passes on. */
    static Optional<Peer> by(Reachability.Relay relay, Survey survey) {
        return survey.peers().stream()
                .filter(peer -> peer.paths().stream().anyMatch(path -> path.at().equals(relay.at())))
                .map(Reachability::peer)
                .findFirst();
    }

    /** A source, how many addresses it gave, and what is wrong with it. */
    static String source(SourceState source) {
        return source.source() + ": " + count(source)
                + source.trouble().map(why -> "; " + why).orElse("");
    }

    private static String count(SourceState source) {
        String addresses = source.named() == 1 ? "1 address" : source.named() + " addresses";
        return addresses + ", asked " + (source.asked() == 1 ? "once" : source.asked() + " times");
    }

    private static String candidate(Candidate candidate, ShownNames names) {
        String who = candidate.peer().map(id -> " by " + names.ofId(id)).orElse("");
        String took = candidate.took().map(time -> " in " + millis(time)).orElse("");
        String tries = candidate.tries() == 1 ? "tried once" : "tried " + candidate.tries() + " times";
        return candidate.at() + " " + Constants.lower(candidate.outcome()) + who + took + ", " + tries;
    }

    private static String millis(Duration time) {
        double millis = time.toNanos() / 1e6;
        return String.format(Locale.ROOT, millis < 0.05 ? "%.2f ms" : "%.1f ms", millis);
    }
}
