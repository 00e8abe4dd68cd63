package dev.kith.cli;

import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names a {@link ConfigFile}; it is looked for before others are parsed, for which the file may speak. */
final class ConfigOption {
    @SuppressWarnings("UnusedVariable") // its place is where help lists it
    @Option(
            names = ConfigFile.OPTION,
            paramLabel = "FILE",
            description = "options from this file, see 'kith help' (default: ~/.config/kith/config, if it is there)")
    private Optional<String> config = Optional.empty();
}
