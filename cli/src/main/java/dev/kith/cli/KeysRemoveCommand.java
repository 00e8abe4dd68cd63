package dev.kith.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** Takes a key out of a key file. */
final class KeysRemoveCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final Operand<String> id = KeysCommand.id();

    private final Option<Boolean> force =
            Option.flag("--force", "even if living members use it: they are not understood any more");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "remove",
                        this,
                        "Takes a key out of the file; refused while it is in use, here or by living members.")
                .footer("", "Examples:", "  kith keys remove a1 --key-file team.keys")
                .exits(Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK)
                .takes(options.all())
                .takes(force)
                .takes(id)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        options.keyFile().require(id.get());
        if (!force.isTyped() && options.keyFile().ids().get(0).equals(id.get())) {
            throw new IllegalArgumentException("key " + id.get() + " is in use here; 'kith keys use' another first");
        }
        boolean allowed = force.isTyped()
                || LivingMembers.none(
                        options,
                        member -> member.keys().get(0) == LivingMembers.keyId(id.get()),
                        "still use key " + id.get());
        if (allowed) {
            options.keyFile().remove(id.get());
            Console.say("kith: key " + id.get() + " is not accepted any more");
        }
        return allowed ? Exit.DONE : Exit.NOT_MET;
    }
}
