package dev.kith.cli;

import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** The options that say which peers are meant: by what they tell of themselves, and by what this node thinks of them. */
final class PeerSelection {
    @Option(
            names = {"-l", "--label"},
            paramLabel = "K=V",
            description = "only peers that tell this by --meta; may be repeated, and then all of it")
    private List<String> labels = new ArrayList<>();

    @Option(
            names = "--status",
            paramLabel = "STATUS",
            completionCandidates = StatusText.class,
            description =
                    "only peers that are alive, suspect, lost or left; may be repeated, or several between commas")
    private List<String> statuses = new ArrayList<>();

    /** What a shell completes. */
    static final class StatusText extends ConstantText<Status> {
        StatusText() {
            super(Status.class, "a status");
        }
    }

    /**
     * Whether a peer is meant.
     *
     * @param usual the statuses that are, if nobody says which
     * @throws IllegalArgumentException if an option breaks its rule
     */
    Predicate<Peer> predicate(Set<Status> usual) {
        Map<String, String> wanted = Pairs.of("--label", Environment.orElse(labels, "--label"));
        Set<Status> chosen = statuses(usual);
        return peer -> chosen.contains(peer.status()) && peer.meta().entrySet().containsAll(wanted.entrySet());
    }

    private Set<Status> statuses(Set<Status> usual) {
        Set<Status> chosen = Environment.orElse(statuses, "--status").stream()
                .flatMap(several -> Arrays.stream(several.split(",", -1)))
                .map(name -> Constants.parse(Status.class, "a status", name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
        return chosen.isEmpty() ? usual : chosen;
    }
}
