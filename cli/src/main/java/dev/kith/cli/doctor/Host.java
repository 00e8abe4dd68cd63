package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.util.List;
import java.util.Optional;

/** What this host tells of itself; nothing is changed by asking. */
public interface Host {
    /** What became of a datagram to a port. */
    enum Knock {
        /** Its host says that nobody is there. */
        CLOSED,
        /** Nothing came back, as from an open port that has nothing to say, a firewall or a host that is not there. */
        SILENT
    }

    /** How a command ended. */
    enum Ending {
        /** As it should. */
        DONE,
        /** There is no such program. */
        ABSENT,
        /** It said that it cannot. */
        FAILED,
        /** It took too long, and was ended. */
        LATE
    }

    /**
     * What became of a command.
     *
     * @param ending how it ended
     * @param lines what it printed; none unless that is done
     */
    record Outcome(Ending ending, List<String> lines) {
        static Outcome of(Ending ending) {
            return new Outcome(ending, List.of());
        }
    }

    /** The lines of a file; none if it is not there or not to be read. */
    List<String> lines(String file);

    /** The names in a folder, sorted; none if it is not there. */
    List<String> names(String folder);

    /** Runs a command. */
    Outcome call(String... command);

    /** The lines that a command prints; nothing if it is not there, fails, or takes too long. */
    default Optional<List<String>> run(String... command) {
        Outcome outcome = call(command);
        return outcome.ending() == Ending.DONE ? Optional.of(outcome.lines()) : Optional.empty();
    }

    /** A variable of the environment. */
    Optional<String> variable(String name);

    /** Sends a datagram that means nothing, and waits a little for a word of the kernel there. */
    Knock knock(Endpoint at);

    /** The first line of a file. */
    default Optional<String> line(String file) {
        return lines(file).stream().findFirst();
    }

    /** The number in a file. */
    default Optional<Long> number(String file) {
        return line(file)
                .map(String::strip)
                .filter(text -> text.matches("-?\\d{1,18}"))
                .map(Long::valueOf);
    }
}
