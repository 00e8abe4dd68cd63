package dev.kith.cli;

import java.util.Arrays;
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
        boolean isFlag = arg.arity().max() == 0;
        return value.isEmpty() || option.isMultiValue() || isFlag ? null : value;
    }

    /**
     * Whether a flag was typed, or its variable says so.
     *
     * @throws IllegalArgumentException if the variable says neither yes nor no
     */
    static boolean orFlag(boolean typed, String option) {
        String variable = variableOf(option);
        String value = System.getenv().getOrDefault(variable, "");
        return typed
                || switch (value.toLowerCase(Locale.ROOT)) {
                    case "1", "yes", "on", "true" -> true;
                    case "0", "no", "off", "false", "" -> false;
                    default -> throw new IllegalArgumentException(variable + " '" + value + "' is not true or false");
                };
    }

    /** The values of an option that may be repeated: those typed, else those of its variable, between commas. */
    static List<String> orElse(List<String> typed, String option) {
        String value = System.getenv().getOrDefault(variableOf(option), "");
        return !typed.isEmpty()
                ? typed
                : Arrays.stream(value.split(","))
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    static String variableOf(String option) {
        return "KITH_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
