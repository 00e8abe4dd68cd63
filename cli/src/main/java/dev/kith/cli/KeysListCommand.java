package dev.kith.cli;

import java.io.IOException;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** Prints the ids of the keys in a key file. */
final class KeysListCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "list", this, "Prints the ids of the keys in the key file, that in use first; never a key.")
                .footer("", "Examples:", "  kith keys list --key-file team.keys")
                .exits(Exit.HELP_DONE, Exit.HELP_USAGE)
                .takes(options.all())
                .spec();
    }

    @Override
    public Integer call() throws IOException {
        List<String> ids = options.keyFile().ids();
        for (String id : ids) {
            Console.print(id + (id.equals(ids.get(0)) ? "  in use" : "  accepted"));
        }
        return Exit.DONE;
    }
}
