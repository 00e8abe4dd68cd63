package dev.kith.cli;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Prints the ids of the keys in a key file. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Prints the ids of the keys in the key file, that in use first; never a key.",
        footer = {"", "Examples:", "  kith keys list --key-file team.keys"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_USAGE})
final class KeysListCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Override
    public Integer call() throws IOException {
        List<String> ids = options.keyFile().ids();
        for (String id : ids) {
            Console.print(id + (id.equals(ids.get(0)) ? "  in use" : "  accepted"));
        }
        return Exit.DONE;
    }
}
