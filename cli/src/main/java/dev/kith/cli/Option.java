package dev.kith.cli;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/**
 * An option: how it is typed, and once the line is read, what it says, or else its variable or the file.
 *
 * @param <T> what it says
 */
abstract sealed class Option<T> {
    private final OptionSpec spec;

    private Option(OptionSpec.Builder spec) {
        this.spec = spec.build();
    }

    /** One that is there or not. */
    static Option<Boolean> flag(String name, String description) {
        return new Flag(OptionSpec.builder(name).type(boolean.class).description(description));
    }

    /**
     * One with a value.
     *
     * @param names with spaces between them
     * @param usual what goes if nobody says another
     */
    static <T> Option<T> value(Class<T> type, String names, String label, T usual, String description) {
        return new Value<>(builder(names, label, description).type(type), usual);
    }

    static Option<Integer> number(String names, String label, int usual, String description) {
        return value(Integer.class, names, label, usual, description);
    }

    static Option<Duration> time(String name, Duration usual, String description) {
        return new Value<>(
                builder(name, "TIME", description).type(Duration.class).converters(new DurationText()), usual);
    }

    static Option<Optional<Duration>> time(String name, String description) {
        return new Maybe<>(
                builder(name, "TIME", description).type(Duration.class).converters(new DurationText()));
    }

    /** One with a value, where none is usual. */
    static <T> Option<Optional<T>> maybe(Class<T> type, String names, String label, String description) {
        return new Maybe<>(builder(names, label, description).type(type));
    }

    /** The same, of words that are not read as the library would. */
    static <T> Option<Optional<T>> maybe(
            Class<T> type, Words<T> words, String names, String label, String description) {
        return new Maybe<>(
                builder(names, label, description).type(type).converters(words).completionCandidates(words));
    }

    /** One that may be repeated. */
    static Option<List<String>> several(String names, String label, String description) {
        return new Several(builder(names, label, description));
    }

    /** The same, of which these words make sense. */
    static Option<List<String>> several(Iterable<String> words, String names, String label, String description) {
        return new Several(builder(names, label, description).completionCandidates(words));
    }

    private static OptionSpec.Builder builder(String names, String label, String description) {
        return OptionSpec.builder(names.split(" "))
                .paramLabel(label)
                .description(description)
                .arity("1");
    }

    /** What was typed, or what else goes for it. */
    abstract T get();

    /** Of a flag: whether it was given, though not by the file where a variable says the other. */
    boolean isGivenUnless(Option<?> other) {
        return Environment.orFlag(isTyped(), name(), other.name());
    }

    /** Whether it is on the line itself. */
    boolean isTyped() {
        return spec.command().commandLine().getParseResult().hasMatchedOption(spec);
    }

    /** That it may not be typed here. */
    ParameterException refused(String why) {
        return new ParameterException(spec.command().commandLine(), why);
    }

    String name() {
        return spec.longestName();
    }

    OptionSpec spec() {
        return spec;
    }

    private static final class Flag extends Option<Boolean> {
        Flag(OptionSpec.Builder spec) {
            super(spec);
        }

        @Override
        Boolean get() {
            return Environment.orFlag(Boolean.TRUE.equals(spec().getValue()), name());
        }
    }

    private static final class Value<T> extends Option<T> {
        private final T usual;

        Value(OptionSpec.Builder spec, T usual) {
            super(spec);
            this.usual = usual;
        }

        @Override
        T get() {
            return Objects.requireNonNullElse(spec().getValue(), usual);
        }
    }

    private static final class Maybe<T> extends Option<Optional<T>> {
        Maybe(OptionSpec.Builder spec) {
            super(spec);
        }

        @Override
        Optional<T> get() {
            return Optional.ofNullable(spec().getValue());
        }
    }

    private static final class Several extends Option<List<String>> {
        Several(OptionSpec.Builder spec) {
            super(spec.type(List.class).auxiliaryTypes(String.class));
        }

        @Override
        List<String> get() {
            return Environment.orElse(Objects.requireNonNullElse(spec().getValue(), List.of()), name());
        }
    }
}
