package dev.kith.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a key out of a key file. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Takes a key out of the file; refused while it is in use, here or by living members.",
        footer = {"", "Examples:", "  kith keys remove a1 --key-file team.keys"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK})
final class KeysRemoveCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Parameters(paramLabel = "ID", description = "the key, two hexadecimal digits as 'kith keys list' prints them")
    private String id = "";

    @Option(names = "--force", description = "even if living members use it: they are not understood any more")
    private boolean force;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (!force && options.keyFile().ids().get(0).equals(id)) {
            throw new IllegalArgumentException("key " + id + " is in use here; 'kith keys use' another first");
        }
        boolean allowed = force
                || LivingMembers.none(
                        options, member -> member.keys().get(0) == LivingMembers.keyId(id), "still use key " + id);
        if (allowed) {
            options.keyFile().remove(id);
            Console.say("kith: key " + id + " is not accepted any more");
        }
        return allowed ? Exit.DONE : Exit.NOT_MET;
    }
}
