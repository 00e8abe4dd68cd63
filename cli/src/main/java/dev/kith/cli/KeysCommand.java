package dev.kith.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** What can be done with the keys of a closed group while it runs. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Changes the keys of a closed group while it runs.",
        subcommands = {KeysListCommand.class, KeysAddCommand.class, KeysUseCommand.class, KeysRemoveCommand.class},
        commandListHeading = "%nCommands:%n",
        footer = {
            "",
            "A key file holds one key on a line; the first seals what is said, each of them opens what is heard.",
            "Nodes that run notice a changed file within two seconds.",
            "Every command takes --key-file FILE, or KITH_KEY_FILE, and --group NAME.",
            "",
            "Examples: to change the key of a group",
            "  kith keys add                 on one member; copy the file to all others",
            "  kith keys use ID              on each member, once all have it",
            "  kith keys remove OLD          on each member, once all use it"
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK})
final class KeysCommand implements Runnable {
    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Override
    public void run() {
        CommandLine line = spec.commandLine();
        throw new ParameterException(line, "what about the keys? list, add, use or remove");
    }
}
