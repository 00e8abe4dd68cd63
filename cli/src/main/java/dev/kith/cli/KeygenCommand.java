package dev.kith.cli;

import dev.kith.KeyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** Makes the key of a closed group. */
final class KeygenCommand implements Command {
    private final Operand<Optional<Path>> file =
            Operand.maybe(Path.class, "FILE", "the file to make; it must not be there");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "keygen",
                        this,
                        "Makes the key of a closed group: into a new file that only you can read, or on the output.")
                .footer(
                        "",
                        "Copy the file to every member, in private; then start each with --key-file.",
                        "",
                        "Examples:",
                        "  kith keygen team.keys",
                        "  kith run --group team --key-file team.keys",
                        "  KITH_KEY=$(kith keygen)")
                .exits(Exit.HELP_DONE, "1:the output cannot be written", Exit.HELP_USAGE)
                .takes(file)
                .spec();
    }

    @Override
    public Integer call() {
        file.get().ifPresentOrElse(KeygenCommand::create, () -> Console.print(KeyFile.generate()));
        return Exit.DONE;
    }

    private static void create(Path file) {
        try {
            KeyFile.create(file);
            Console.say(
                    "kith: made '" + file + "'; copy it to every member in private, and start each with --key-file");
        } catch (FileAlreadyExistsException there) {
            throw new IllegalArgumentException(
                    "'" + file + "' is there already; 'kith keys add' adds a key to it", there);
        } catch (IOException failure) {
            throw new IllegalArgumentException("'" + file + "' cannot be made: " + failure, failure);
        }
    }
}
