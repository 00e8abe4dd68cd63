package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine;

/** The entry: arguments in, exit code out. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        // What the library logs is one line, as all that is said beside the data; behind it the trace of a fault, if it
        // has one.
        System.setProperty("java.util.logging.SimpleFormatter.format", "kith: %5$s%6$s%n");
        int code = run(args);
        if (Console.failure().isPresent()) {
            Console.say("kith: standard output cannot be written: "
                    + Console.failure().get());
            code = code == Exit.DONE ? Exit.NOT_MET : code;
        }
        Leaving.ended();
        System.exit(code);
    }

    private static int run(String[] args) {
        if (String.join("", args).indexOf('\uFFFD') >= 0
                || System.getenv().toString().indexOf('\uFFFD') >= 0) {
            Optional<String> wrong = RawInput.notUtf8();
            if (wrong.isPresent()) {
                Console.say("kith: argument or variable '" + wrong.get() + "' is not UTF-8");
                return Exit.USAGE;
            }
        }
        if (VersionCommand.isAll(args)) {
            return new VersionCommand().call();
        }
        if (Commands.joins(args)) {
            EarlyStart.ofIdentity();
            if (AdmissionOptions.seemClosed(args)) {
                EarlyStart.ofSeal();
            }
        }
        CommandLine line = line(args);
        try {
            Environment environment = new Environment(System.getenv(), settings(args, line));
            Environment.use(environment);
            return line.setDefaultValueProvider(environment).execute(args);
        } catch (ConfigFile.Refusal wrong) {
            Console.say("kith: " + wrong.getMessage());
            return Exit.USAGE;
        }
    }

    /** What the file of options says for what is typed; a wrong file keeps nobody from reading help. */
    private static FileSettings settings(String[] args, CommandLine line) {
        boolean runs = args.length == 0 || args[0].startsWith("-");
        String command = runs ? "run" : args[0];
        if (!Commands.takesOptions(command)
                || !Collections.disjoint(ConfigFile.ownWords(args), List.of("-h", "--help"))) {
            return FileSettings.NONE;
        }
        List<ConfigFile.Entry> entries = ConfigFile.entries(args, System.getenv());
        CommandLine typed =
                runs ? line : Objects.requireNonNull(line.getSubcommands().get(command));
        CommandLine below = args.length > 1 ? typed.getSubcommands().getOrDefault(args[1], typed) : typed;
        return entries.isEmpty() ? FileSettings.NONE : FileSettings.of(entries, command, below.getCommandSpec());
    }

    /** How arguments are read and their command is run. */
    static CommandLine line(String[] args) {
        Running running = new Running();
        return Commands.line(args)
                .setOut(new PrintWriter(Console.out(), true, UTF_8))
                .setErr(new PrintWriter(Console.err(), true, UTF_8))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExpandAtFiles(false)
                // A value of a variable or of the file is what it says, ${this} too.
                .setInterpolateVariables(false)
                .setParameterExceptionHandler(running)
                .setExecutionExceptionHandler(running)
                .setExecutionStrategy(running);
    }
}
