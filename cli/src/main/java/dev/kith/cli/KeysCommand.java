package dev.kith.cli;

import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** What can be done with the keys of a closed group while it runs. */
final class KeysCommand implements Command {
    private final CommandSpec spec = Declaration.of("keys", this, "Changes the keys of a closed group while it runs.")
            .footer(
                    "",
                    "A key file holds one key on a line; the first seals what is said, each of them opens what is heard.",
                    "Nodes that run notice a changed file within two seconds.",
                    "Every command takes --key-file FILE, or KITH_KEY_FILE, and --group NAME.",
                    "",
                    "Examples: to change the key of a group",
                    "  kith keys add                 on one member; copy the file to all others",
                    "  kith keys use ID              on each member, once all have it",
                    "  kith keys remove OLD          on each member, once all use it")
            .exits(Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK)
            .spec()
            .addSubcommand("list", new CommandLine(new KeysListCommand().spec()))
            .addSubcommand("add", new CommandLine(new KeysAddCommand().spec()))
            .addSubcommand("use", new CommandLine(new KeysUseCommand().spec()))
            .addSubcommand("remove", new CommandLine(new KeysRemoveCommand().spec()));

    /** The key that a command is about. */
    static Operand<String> id() {
        return Operand.first("ID", "the key, two hexadecimal digits as 'kith keys list' prints them");
    }

    @Override
    public CommandSpec spec() {
        return spec;
    }

    @Override
    public Integer call() {
        throw new ParameterException(spec.commandLine(), "what about the keys? list, add, use or remove");
    }
}
