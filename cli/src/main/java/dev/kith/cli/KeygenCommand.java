package dev.kith.cli;

import dev.kith.KeyFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Makes the key of a closed group. */
@Command(
        name = "keygen",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Makes the key of a closed group: into a new file that only you can read, or on the output.",
        footer = {
            "",
            "Copy the file to every member, in private; then start each with --key-file.",
            "",
            "Examples:",
            "  kith keygen team.keys",
            "  kith run --group team --key-file team.keys",
            "  KITH_KEY=$(kith keygen)"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, "1:the output cannot be written", Exit.HELP_USAGE})
final class KeygenCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..1", description = "the file to make; it must not be there")
    private Optional<Path> file = Optional.empty();

    @Override
    public Integer call() {
        if (file.isEmpty()) {
            Console.print(KeyFile.generate());
            return Exit.DONE;
        }
        try {
            KeyFile.create(file.get());
            Console.say("kith: made '" + file.get()
                    + "'; copy it to every member in private, and start each with --key-file");
            return Exit.DONE;
        } catch (FileAlreadyExistsException there) {
            throw new IllegalArgumentException(
                    "'" + file.get() + "' is there already; 'kith keys add' adds a key to it", there);
        } catch (IOException failure) {
            throw new IllegalArgumentException("'" + file.get() + "' cannot be made: " + failure, failure);
        }
    }
}
