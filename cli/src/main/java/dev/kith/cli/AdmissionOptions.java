package dev.kith.cli;

import dev.kith.Admission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The options that say who may be in the group, and as whom this node is there. */
final class AdmissionOptions {
    /** A key is no argument, which every user of the host could read. */
    private static final String KEY = "KITH_KEY";

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description = "the group is closed, its keys are in this file, see 'kith help keys'; or one is in KITH_KEY")
    private Optional<Path> keyFile = Optional.empty();

    @Option(
            names = "--allow",
            paramLabel = "ID",
            description = "let in nodes with this id only, 32 hexadecimal digits; may be repeated")
    private List<String> allowed = new ArrayList<>();

    @Option(
            names = "--identity",
            paramLabel = "FILE",
            description = "keep the id from start to start in this file; made if it is not there")
    private Optional<Path> identity = Optional.empty();

    @Option(names = "--classic", description = "cast and hear the classic beacon although the group is closed")
    private boolean classic;

    Admission admission() {
        Optional<String> key = key();
        if (key.isPresent() && keyFile.isPresent()) {
            throw new IllegalArgumentException("there is a key in KITH_KEY and a --key-file; one of them is enough");
        }
        Admission admission = keyFile.map(Admission::keyFile)
                .or(() -> key.map(Admission::key))
                .orElse(Admission.open());
        admission = isClassic() ? admission.withClassic() : admission;
        List<String> ids = Environment.orElse(allowed, "--allow");
        return ids.isEmpty() ? admission : admission.only(ids);
    }

    boolean isClosed() {
        return keyFile.isPresent() || key().isPresent();
    }

    /** Whether it was asked for; in an open group it need not be. */
    boolean isClassic() {
        return Environment.orFlag(classic, "--classic");
    }

    Optional<Path> identity() {
        return identity;
    }

    /**
     * The file of the keys.
     *
     * @throws IllegalArgumentException if none is named
     */
    Path requireKeyFile() {
        return keyFile.orElseThrow(
                () -> new IllegalArgumentException("which key file? --key-file or KITH_KEY_FILE names it"));
    }

    /** Whether the group that is to be joined will be closed, as far as it can be told before anything is read. */
    static boolean seemClosed(String[] args) {
        String option = "--key-file";
        return Arrays.stream(args).anyMatch(argument -> argument.startsWith(option))
                || System.getenv().containsKey(Environment.variableOf(option))
                || key().isPresent();
    }

    private static Optional<String> key() {
        return Optional.ofNullable(System.getenv(KEY)).map(String::strip).filter(key -> !key.isEmpty());
    }
}
