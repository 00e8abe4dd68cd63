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
    @Override
    public Integer call() {
        Console.print(getVersion()[0]);
        return Exit.DONE;
    }

    @Override
    public String[] getVersion() {
        String version = VersionCommand.class.getPackage().getImplementationVersion();
        return new String[] {"kith " + (version == null ? "(not built)" : version)};
    }
}
