package dev.kith.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The commands by name. Reading the annotations of all of them takes a fresh JVM 60 ms, so only the one that is typed is read,
 * or all where it may be about any of them.
 */
final class Commands {
    private static final Set<String> JOINING = Set.of("run", "peers", "watch");
    private static final Map<String, Supplier<Object>> BY_NAME = new LinkedHashMap<>();

    static {
        BY_NAME.put("run", RunCommand::new);
        BY_NAME.put("peers", PeersCommand::new);
        BY_NAME.put("watch", WatchCommand::new);
        BY_NAME.put("listen", ListenCommand::new);
        BY_NAME.put("cast", CastCommand::new);
        BY_NAME.put("version", VersionCommand::new);
    }

    private Commands() {}

    static CommandLine line(String[] args) {
        Supplier<Object> typed = args.length > 0 ? BY_NAME.get(args[0]) : null;
        if (typed != null) {
            return new CommandLine(CommandSpec.create().name("kith")).addSubcommand(typed.get());
        }
        CommandLine line = new CommandLine(new RootCommand());
        if (args.length > 0) {
            BY_NAME.values().forEach(command -> line.addSubcommand(command.get()));
            line.addSubcommand(new HelpCommand());
        }
        return line;
    }

    /** Whether what is typed surely opens a node. */
    static boolean joins(String[] args) {
        return args.length == 0 || JOINING.contains(args[0]);
    }
}
