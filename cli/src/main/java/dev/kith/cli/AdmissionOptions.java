package dev.kith.cli;

import dev.kith.Admission;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** The options that say who may be in the group, and as whom this node is there. */
final class AdmissionOptions {
    /** A key is no argument, which every user of the host could read. */
    private static final String KEY = "KITH_KEY";

    private final Option<Optional<Path>> keyFile = Option.maybe(
            Path.class,
            "--key-file",
            "FILE",
            "the group is closed, its keys are in this file, see 'kith help keys'; or one is in KITH_KEY");

    private final Option<List<String>> allowed =
            Option.several("--allow", "ID", "let in nodes with this id only, 32 hexadecimal digits; may be repeated");

    private final Option<Optional<Path>> identity = Option.maybe(
            Path.class, "--identity", "FILE", "keep the id from start to start in this file; made if it is not there");

    private final Option<Boolean> classic =
            Option.flag("--classic", "cast and hear the classic beacon although the group is closed");

    List<Option<?>> all() {
        return List.of(keyFile, allowed, identity, classic);
    }

    Admission admission() {
        Optional<String> key = key();
        if (key.isPresent() && keyFile().isPresent()) {
            throw new IllegalArgumentException("there is a key in KITH_KEY and a --key-file; one of them is enough");
        }
        Admission admission = keyFile()
                .map(Admission::keyFile)
                .or(() -> key.map(Admission::key))
                .orElse(Admission.open());
        admission = isClassic() ? admission.withClassic() : admission;
        List<String> ids = allowed.get();
        return ids.isEmpty() ? admission : admission.only(ids);
    }

    boolean isClosed() {
        return keyFile().isPresent() || key().isPresent();
    }

    /** Whether it was asked for; in an open group it need not be. */
    boolean isClassic() {
        return classic.get();
    }

    Optional<Path> identity() {
        return identity.get();
    }

    /**
     * The file of the keys.
     *
     * @throws IllegalArgumentException if none is named
     */
    Path requireKeyFile() {
        return keyFile()
                .orElseThrow(
                        () -> new IllegalArgumentException("which key file? --key-file or KITH_KEY_FILE names it"));
    }

    /** Whether the group that is to be joined will be closed, as far as it can be told before anything is read. */
    static boolean seemClosed(String[] args) {
        String option = "--key-file";
        return Arrays.stream(args).anyMatch(argument -> argument.startsWith(option))
                || System.getenv().containsKey(Environment.variableOf(option))
                || System.getenv().containsKey(KEY);
    }

    private Optional<Path> keyFile() {
        Optional<Path> file = keyFile.get();
        if (file.isEmpty()) {
            requireSomething(Environment.variableOf("--key-file"), "names no file; take it away, or name one");
        }
        return file;
    }

    private static Optional<String> key() {
        requireSomething(KEY, "holds no key; take it away, or 'kith keygen' makes one");
        return Optional.ofNullable(System.getenv(KEY)).map(String::strip);
    }

    /** Who meant to close the group and has no key must not find it open. */
    private static void requireSomething(String variable, String otherwise) {
        if (Optional.ofNullable(System.getenv(variable)).filter(String::isBlank).isPresent()) {
            throw new IllegalArgumentException(variable + " is there and " + otherwise);
        }
    }
}
