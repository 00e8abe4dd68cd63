package dev.kith.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Makes another key of a key file the one in use. */
@Command(
        name = "use",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Seals with another key of the file from then on; refused while living members lack it.",
        footer = {"", "Examples:", "  kith keys use 3f --key-file team.keys"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK})
final class KeysUseCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "the key, two hexadecimal digits as 'kith keys list' prints them")
    private String id = "";

    @Option(names = "--force", description = "even if living members lack it: they are shut out")
    private boolean force;

    @Override
    public Integer call() throws IOException, InterruptedException {
        boolean allowed = force
                || LivingMembers.none(
                        options, member -> !member.keys().contains(LivingMembers.keyId(id)), "lack key " + id);
        if (allowed) {
            options.keyFile().use(id);
            Console.say("kith: key " + id + " is in use; once all members use it, the others can be removed");
        }
        return allowed ? Exit.DONE : Exit.NOT_MET;
    }
}
