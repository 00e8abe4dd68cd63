package dev.kith.cli;

import picocli.CommandLine.Model.CommandSpec;

/** Joins, and shows who is there until stopped: a table on a terminal, lines elsewhere. */
final class RunCommand extends LiveCommand {
    @Override
    public CommandSpec spec() {
        return Declaration.of(
                        "run",
                        this,
                        "Joins and shows who is there until stopped: a live table on a terminal, one line per event when piped.")
                .footer(
                        "",
                        "Examples:",
                        "  kith",
                        "  kith run --name anna --group lan-party",
                        "  kith run | tee kith.log")
                .exits(
                        "0:stopped by q, SIGINT, SIGTERM or SIGHUP",
                        Exit.HELP_FAULT,
                        Exit.HELP_USAGE,
                        Exit.HELP_NO_NETWORK)
                .takes(options())
                .spec();
    }
}
