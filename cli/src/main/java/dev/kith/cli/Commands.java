package dev.kith.cli;

import java.util.List;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands by name. Declaring all of them takes a fresh JVM a while, so only the one that is typed is declared, or all where
 * it may be about any of them.
 */
final class Commands {
    private static final Set<String> JOINING =
            Set.of("run", "peers", "watch", "wait", "announce", "ping", "why", "reach", "doctor");
    private static final Set<String> WITHOUT_OPTIONS = Set.of("keygen", "completion", "version");
    private static final List<String> NAMES = List.of(
            "run",
            "peers",
            "watch",
            "wait",
            "announce",
            "ping",
            "why",
            "reach",
            "doctor",
            "keygen",
            "keys",
            "listen",
            "cast",
            "completion",
            "version");

    private Commands() {}

    static CommandLine line(String[] args) {
        if (args.length > 0 && NAMES.contains(args[0])) {
            return new CommandLine(CommandSpec.create().name("kith"))
                    .addSubcommand(new CommandLine(command(args[0]).spec()));
        }
        return args.length > 0 ? all() : new CommandLine(new RootCommand().spec());
    }

    /** Every one of them. */
    static CommandLine all() {
        CommandLine line = new CommandLine(new RootCommand().spec());
        NAMES.forEach(name -> line.addSubcommand(new CommandLine(command(name).spec())));
        CommandLine help = new CommandLine(new HelpCommand());
        help.getCommandSpec()
                .usageMessage()
                .footer("", "Examples:", "  kith help peers", "  kith help keys add")
                .exitCodeListHeading("%nExit codes:%n")
                .exitCodeList(Declaration.codes(
                        "0:done", "2:no such command; one line on the error stream says what may be meant"));
        return line.addSubcommand(help);
    }

    private static Command command(String name) {
        return switch (name) {
            case "run" -> new RunCommand();
            case "peers" -> new PeersCommand();
            case "watch" -> new WatchCommand();
            case "wait" -> new WaitCommand();
            case "announce" -> new AnnounceCommand();
            case "ping" -> new PingCommand();
            case "why" -> new WhyCommand();
            case "reach" -> new ReachCommand();
            case "doctor" -> new DoctorCommand();
            case "keygen" -> new KeygenCommand();
            case "keys" -> new KeysCommand();
            case "listen" -> new ListenCommand();
            case "cast" -> new CastCommand();
            case "completion" -> new CompletionCommand();
            case "version" -> new VersionCommand();
            default -> throw new IllegalArgumentException("no such command: " + name);
        };
    }

    static boolean isCommand(String name) {
        return NAMES.contains(name);
    }

    static List<String> names() {
        return NAMES;
    }

    /** Whether options are of any use to it. */
    static boolean takesOptions(String name) {
        return isCommand(name) && !WITHOUT_OPTIONS.contains(name);
    }

    /** Whether what is typed surely opens a node. */
    static boolean joins(String[] args) {
        return args.length == 0 || JOINING.contains(args[0]);
    }
}
