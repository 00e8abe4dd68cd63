package dev.kith.peer;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * An address at which a member may be, and what became of it.
 *
 * @param at the address
 * @param sources who named it, such as {@code seed a.example} or {@code dns pods.example}; one or more
 * @param outcome what became of it
 * @param tries how many datagrams were sent there for it
 * @param peer the id of the member that answered last, if one did
 * @param took how long its last answer took
 */
public record Candidate(
        Endpoint at, List<String> sources, Outcome outcome, int tries, Optional<String> peer, Optional<Duration> took) {
    /** What became of a candidate. */
    public enum Outcome {
        /** It was not tried yet. */
        WAITING,
        /** Nobody answered so far. */
        SILENT,
        /** A member of the group answered. */
        ANSWERED,
        /** It is this node itself. */
        SELF
    }

    /** Copies the list. */
    public Candidate {
        sources = List.copyOf(sources);
    }
}
