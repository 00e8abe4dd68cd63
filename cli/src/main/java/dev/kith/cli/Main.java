package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;

/** The entry: arguments in, exit code out. */
public final class Main {
    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
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
        return line(args).execute(args);
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
                .setParameterExceptionHandler(running)
                .setExecutionExceptionHandler(running)
                .setExecutionStrategy(running)
                .setDefaultValueProvider(new Environment(System.getenv()));
    }
}
