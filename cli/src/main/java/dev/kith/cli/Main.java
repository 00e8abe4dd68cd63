package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Printable;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

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
        PrintWriter err = new PrintWriter(Console.err(), true, UTF_8);
        if (Commands.joins(args)) {
            EarlyStart.ofIdentity();
        }
        CommandLine line = Commands.line(args)
                .setOut(new PrintWriter(Console.out(), true, UTF_8))
                .setErr(err)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setExpandAtFiles(false)
                .setParameterExceptionHandler((wrong, arguments) -> refuse(wrong))
                .setExecutionExceptionHandler((failure, command, parsed) -> failed(failure, command));
        line.setExecutionStrategy(Main::execute);
        line.setDefaultValueProvider(new Environment(System.getenv()));
        return line.execute(args);
    }

    /** Options before a command would be the other command's, and forgotten. */
    private static int execute(ParseResult parsed) {
        if (parsed.hasSubcommand() && !parsed.matchedOptions().isEmpty()) {
            String option = parsed.matchedOptions().get(0).longestName();
            throw new ParameterException(
                    parsed.commandSpec().commandLine(), option + " goes behind the command, not before it");
        }
        return new CommandLine.RunLast().execute(parsed);
    }

    private static int refuse(ParameterException wrong) {
        CommandLine command = wrong.getCommandLine();
        String name = command.getCommandSpec().qualifiedName();
        String help = name.equals("kith") ? "kith help" : "kith help " + name.substring("kith ".length());
        command.getErr().println(name + ": " + oneLine(wrong) + suggestion(wrong) + "  (see: " + help + ")");
        return Exit.USAGE;
    }

    private static String suggestion(ParameterException wrong) {
        if (wrong instanceof UnmatchedArgumentException unmatched) {
            var suggestions = unmatched.getSuggestions();
            return suggestions.isEmpty() ? "" : "; did you mean " + String.join(" or ", suggestions) + "?";
        }
        return "";
    }

    private static int failed(Exception failure, CommandLine command) throws Exception {
        String name = command.getCommandSpec().qualifiedName();
        if (failure instanceof IllegalArgumentException) {
            command.getErr().println(name + ": " + oneLine(failure));
            return Exit.USAGE;
        }
        if (failure instanceof IOException) {
            command.getErr().println(name + ": the network could not be opened: " + oneLine(failure));
            return Exit.NO_NETWORK;
        }
        throw failure;
    }

    private static String oneLine(Exception failure) {
        return Printable.of(String.valueOf(failure.getMessage()));
    }
}
