package dev.kith.cli;

import picocli.CommandLine.Command;

/** Joins, and shows who is there until stopped: a table on a terminal, lines elsewhere. */
@Command(
        name = "run",
        mixinStandardHelpOptions = true,
        versionProvider = VersionCommand.class,
        description =
                "Joins and shows who is there until stopped: a live table on a terminal, one line per event when piped.",
        footer = {"", "Examples:", "  kith", "  kith run --name anna --group lan-party", "  kith run | tee kith.log"},
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:stopped by q, SIGINT, SIGTERM or SIGHUP", Exit.HELP_USAGE, Exit.HELP_NO_NETWORK})
final class RunCommand extends LiveCommand {}
