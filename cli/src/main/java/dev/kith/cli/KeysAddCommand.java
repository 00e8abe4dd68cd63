package dev.kith.cli;

import dev.kith.KeyFile;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Adds a key to a key file. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description =
                "Adds a key, which is accepted from then on and not used yet: a new one, or one from standard input.",
        footer = {"", "Examples:", "  kith keys add --key-file team.keys", "  kith keys add --stdin < new.key"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {Exit.HELP_DONE, Exit.HELP_USAGE})
final class KeysAddCommand implements Callable<Integer> {
    @Mixin
    private final NodeOptions options = new NodeOptions();

    @Option(names = "--stdin", description = "read the key from standard input, one line")
    private boolean stdin;

    @Override
    public Integer call() throws IOException {
        KeyFile file = options.keyFile();
        String id = stdin ? file.add(line()) : file.addNew();
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
