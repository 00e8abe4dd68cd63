package dev.kith.cli.doctor;

import dev.kith.SourceState;
import dev.kith.peer.Candidate;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether candidate sources tell, name somebody, and somebody answers there. */
final class SourceCheck implements Check {
    /** Those of last time may all be gone, and the first time there were none. */
    private static final String LAST_TIME = "state ";

    @Override
    public List<Finding> look(Seen seen, Host host) {
        return seen.sources().stream()
                .flatMap(source -> look(source.state(), source.candidates()).stream())
                .toList();
    }

    private static Optional<Finding> look(SourceState source, List<Candidate> candidates) {
        if (source.trouble().isPresent()) {
            return Optional.of(
                    Finding.warn("source", source.source(), source.trouble().get()));
        }
        if (source.source().startsWith(LAST_TIME) || source.asked() == 0) {
            return Optional.empty();
        }
        if (source.named() == 0) {
            return Optional.of(Finding.warn("source", source.source(), "names nobody"));
        }
        boolean isSilent = !candidates.isEmpty()
                && candidates.stream().allMatch(candidate -> candidate.outcome() == Candidate.Outcome.SILENT);
        return isSilent ? Optional.of(silent(source, candidates)) : Optional.empty();
    }

    private static Finding silent(SourceState source, List<Candidate> candidates) {
        Stream<String> asked =
                candidates.stream().map(Candidate::at).map(Object::toString).limit(3);
        String more = candidates.size() > 3 ? " and " + (candidates.size() - 3) + " more" : "";
        return Finding.warn("source", source.source(), "nobody answers at " + String.join(", ", asked.toList()) + more)
                .because("no Kith of this group and key is there, it has another port, or UDP is dropped on the way")
                .mendedBy("kith doctor, there; and here kith doctor --with "
                        + candidates.get(0).at().ip().getHostAddress());
    }
}
