package dev.kith.cli;

import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The options that say which peers are meant: by what they tell of themselves, and by what this node thinks of them. */
final class PeerSelection {
    private final Option<List<String>> labels = Option.several(
            "-l --label", "K=V", "only peers that tell this by --meta; may be repeated, and then all of it");

    private final Option<List<String>> statuses = Option.several(
            new StatusText(),
            "--status",
            "STATUS",
            "only peers that are alive, suspect, lost or left; may be repeated, or several between commas");

    List<Option<?>> all() {
        return List.of(labels, statuses);
    }

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
        Map<String, String> wanted = Pairs.of("--label", labels.get());
        Set<Status> chosen = statuses(usual);
        return peer -> chosen.contains(peer.status()) && peer.meta().entrySet().containsAll(wanted.entrySet());
    }

    private Set<Status> statuses(Set<Status> usual) {
        Set<Status> chosen = statuses.get().stream()
                .flatMap(several -> Arrays.stream(several.split(",", -1)))
                .map(name -> Constants.parse(Status.class, "a status", name))
                .collect(Collectors.toCollection(() -> EnumSet.noneOf(Status.class)));
        return chosen.isEmpty() ? usual : chosen;
    }
}
