package dev.kith.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.IDefaultValueProvider;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * What goes for an option that was not typed: its variable, {@code KITH_NO_CLASSIC} for {@code --no-classic}; or else what the
 * file of options says.
 */
final class Environment implements IDefaultValueProvider {
    private static Environment current = new Environment(System.getenv(), FileSettings.NONE);

    private final Map<String, String> variables;
    private final FileSettings file;

    Environment(Map<String, String> variables, FileSettings file) {
        this.variables = variables;
        this.file = file;
    }

    /** This is the one that holds in this process. */
    static void use(Environment environment) {
        current = environment;
    }

    @Override
    public @Nullable String defaultValue(ArgSpec arg) {
        if (!(arg instanceof OptionSpec option) || option.usageHelp() || option.versionHelp()) {
            return null;
        }
        boolean isFlag = arg.arity().max() == 0;
        return option.isMultiValue() || isFlag
                ? null
                : value(option.longestName()).orElse(null);
    }

    private Optional<String> value(String option) {
        return variable(option).or(() -> file.value(option));
    }

    private Optional<String> variable(String option) {
        return Optional.ofNullable(variables.get(variableOf(option))).filter(value -> !value.isEmpty());
    }

    List<String> values(String option) {
        return variable(option)
                .map(value -> Arrays.stream(value.split(","))
                        .filter(part -> !part.isEmpty())
                        .toList())
                .orElseGet(() -> file.values(option));
    }

    boolean flag(String option) {
        String value = value(option).orElse("no");
        return switch (value.toLowerCase(Locale.ROOT)) {
            case "1", "yes", "on", "true" -> true;
            case "0", "no", "off", "false" -> false;
            default ->
                throw new IllegalArgumentException(
                        variable(option).isPresent()
                                ? variableOf(option) + " '" + value + "' is not true or false"
                                : option + " '" + value + "' is not true or false");
        };
    }

    boolean flag(String option, String inItsPlace) {
        boolean isOutweighed =
                variable(option).isEmpty() && variable(inItsPlace).isPresent();
        return !isOutweighed && flag(option);
    }

    /**
     * Whether a flag was typed, or its variable or the file says so.
     *
     * @throws IllegalArgumentException if that says neither yes nor no
     */
    static boolean orFlag(boolean typed, String option) {
        return typed || current.flag(option);
    }

    /** The same, though not by the file where a variable says something else in its place. */
    static boolean orFlag(boolean typed, String option, String inItsPlace) {
        return typed || current.flag(option, inItsPlace);
    }

    /** The values of an option that may be repeated: those typed, else those of its variable, between commas, or of the file. */
    static List<String> orElse(List<String> typed, String option) {
        return typed.isEmpty() ? current.values(option) : typed;
    }

    /** The same complaint, with the line of the file that it is about, if it is about one. */
    static String withPlace(String complaint, Predicate<String> isTyped) {
        Environment now = current;
        return now.file
                .placeOf(
                        complaint,
                        option -> !isTyped.test(option) && now.variable(option).isEmpty())
                .map(place -> place + ": " + complaint)
                .orElse(complaint);
    }

    static String variableOf(String option) {
        return "KITH_" + option.replaceFirst("^-+", "").replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
