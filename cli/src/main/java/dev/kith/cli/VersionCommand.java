package dev.kith.cli;

import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;

/** Says which program this is. */
final class VersionCommand implements Command, IVersionProvider {
    /** Whether nothing else is asked: then no options need be read, which takes a fresh JVM 40 ms. */
    static boolean isAll(String[] args) {
        return args.length == 1 && (args[0].equals("version") || args[0].equals("--version"));
    }

    @Override
    public CommandSpec spec() {
        return Declaration.of("version", this, "Prints the version.")
                .footer("", "Examples:", "  kith version")
                .exits(Exit.HELP_DONE)
                .spec();
    }

    @Override
    public Integer call() {
        Console.print(text());
        return Exit.DONE;
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    private static String text() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return "kith " + (version == null ? "(not built)" : version);
    }
}
