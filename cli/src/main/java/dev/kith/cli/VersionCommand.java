package dev.kith.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;

/** Says which program this is. */
@Command(
        name = "version",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description = "Prints the version.",
        footer = {"", "Examples:", "  kith version"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = Exit.HELP_DONE)
final class VersionCommand implements Callable<Integer>, IVersionProvider {
    /** Whether nothing else is asked: then no options need be read, which takes a fresh JVM 60 ms. */
    static boolean isAll(String[] args) {
        return args.length == 1 && (args[0].equals("version") || args[0].equals("--version"));
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
