package dev.kith.cli;

import dev.kith.KeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Model.CommandSpec;

/** Adds a key to a key file. */
final class KeysAddCommand implements Command {
    private final NodeOptions options = new NodeOptions();

    private final Option<Boolean> stdin = Option.flag("--stdin", "read the key from standard input, one line");

    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "add",
                        this,
                        "Adds a key, which is accepted from then on and not used yet: a new one, or one from standard input.")
                .footer("", "Examples:", "  kith keys add --key-file team.keys", "  kith keys add --stdin < new.key")
                .exits(Exit.HELP_DONE, Exit.HELP_USAGE)
                .takes(options.all())
                .takes(stdin)
                .spec();
    }

    @Override
    public Integer call() throws IOException {
        KeyFile file = options.keyFile();
        String id = stdin.isTyped() ? file.add(line()) : file.addNew();
        Console.print(id);
        Console.say("kith: added key " + id + ", not used yet; once every member has it: kith keys use " + id);
        return Exit.DONE;
    }

    private static String line() throws IOException {
        String line = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)).readLine();
        if (line == null || line.isBlank()) {
            throw new IllegalArgumentException("no key came by standard input");
        }
        return line.strip();
    }
}
