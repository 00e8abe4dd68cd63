package dev.kith.cli;

import java.io.IOException;
import picocli.CommandLine.Model.CommandSpec;

/** Makes another key of a key file the one in use. */
final class KeysUseCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final Operand<String> id = KeysCommand.id();

    private final Option<Boolean> force = Option.flag("--force", "even if living members lack it: they are shut out");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "use",
                        this,
                        "Seals with another key of the file from then on; refused while living members lack it.")
                .footer("", "Examples:", "  kith keys use 3f --key-file team.keys")
                .exits(Exit.HELP_DONE, Exit.HELP_KEYS_REFUSED, Exit.HELP_USAGE, Exit.HELP_NO_NETWORK)
                .takes(options.all())
                .takes(force)
                .takes(id)
                .spec();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        // Before anybody is asked: no member has a key that was mistyped.
        options.keyFile().require(id.get());
        boolean allowed = force.isTyped()
                || LivingMembers.none(
                        options,
                        member -> !member.keys().contains(LivingMembers.keyId(id.get())),
                        "lack key " + id.get());
        if (allowed) {
            options.keyFile().use(id.get());
            Console.say("kith: key " + id.get() + " is in use; once all members use it, the others can be removed");
        }
        return allowed ? Exit.DONE : Exit.NOT_MET;
    }
}
