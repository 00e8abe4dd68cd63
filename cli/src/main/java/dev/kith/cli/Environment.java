package dev.kith.cli;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Every option is also a variable: {@code --no-classic} is {@code KITH_NO_CLASSIC}. What is typed goes first. */
final class Environment implements IDefaultValueProvider {
    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        String value = variables.getOrDefault(variableOf(option.longestName()), "");
        if (value.isEmpty() || option.isMultiValue()) {
            return null;
        }
        return arg.arity().max() == 0 ? flag(value) : value;
    }

    /** The values of an option that may be repeated: those typed, else those of its variable, between commas. */
    static List<String> orElse(List<String> typed, String option) {
        String value = System.getenv().getOrDefault(variableOf(option), "");
        return !typed.isEmpty() || value.isEmpty() ? typed : List.of(value.split(",", -1));
    }

    static String variableOf(String option) {
        return "KITH_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }

    private static String flag(String value) {
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "on" -> "true";
            case "0", "no", "off" -> "false";
            default -> value;
        };
    }
}
