package dev.kith.cli;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What a command says of itself to those who type it.
 *
 * <p>It is built, where the library would read annotations: a fresh JVM takes 50 ms to make classes of those.
 */
final class Declaration {
    private final CommandSpec spec;

    private Declaration(CommandSpec spec) {
        this.spec = spec;
    }

    static Declaration of(String name, Command command, String description) {
        CommandSpec spec = CommandSpec.wrapWithoutInspection(command).name(name).versionProvider(new VersionCommand());
        spec.usageMessage()
                .description(description)
                .commandListHeading("%nCommands:%n")
                .exitCodeListHeading("%nExit codes:%n");
        return new Declaration(spec);
    }

    /** The codes it ends with, as in {@code 0:done}. */
    Declaration exits(String... codes) {
        spec.usageMessage().exitCodeList(codes(codes));
        return this;
    }

    /** In their order. */
    static Map<String, String> codes(String... codes) {
        Map<String, String> all = new LinkedHashMap<>();
        Arrays.stream(codes).map(code -> code.split(":", 2)).forEach(code -> all.put(code[0], code[1]));
        return all;
    }

    /** What stands below all else. */
    Declaration footer(String... lines) {
        spec.usageMessage().footer(lines);
        return this;
    }

    Declaration takes(Option<?>... options) {
        return takes(List.of(options));
    }

    Declaration takes(List<Option<?>> options) {
        for (Option<?> option : options) {
            spec.addOption(option.spec());
        }
        return this;
    }

    Declaration takes(Operand<?>... operands) {
        for (Operand<?> operand : operands) {
            spec.addPositional(operand.spec());
        }
        return this;
    }

    CommandSpec spec() {
        return spec.addOption(OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .description("Show this help message and exit.")
                        .build())
                .addOption(OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Print version information and exit.")
                        .build());
    }
}
