package dev.kith.cli;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import picocli.CommandLine.Model.PositionalParamSpec;

/**
 * An argument that is known by its place.
 *
 * @param <T> what it says
 */
abstract sealed class Operand<T> {
    private final PositionalParamSpec spec;

    private Operand(PositionalParamSpec.Builder spec) {
        this.spec = spec.build();
    }

    /** The first, which has to be there. */
    static Operand<String> first(String label, String description) {
        return new First<>(builder("0", label, description).type(String.class));
    }

    /** The same, of words that can be read. */
    static <T> Operand<T> first(Class<T> type, Words<T> words, String label, String description) {
        return new First<>(
                builder("0", label, description).type(type).converters(words).completionCandidates(words));
    }

    /** The first, if there is one. */
    static <T> Operand<Optional<T>> maybe(Class<T> type, String label, String description) {
        return new Maybe<>(builder("0", label, description).arity("0..1").type(type));
    }

    /** All from this place on. */
    static Operand<List<String>> from(int place, String label, String description) {
        return new Rest(builder(place + "..*", label, description).arity("0..1"));
    }

    private static PositionalParamSpec.Builder builder(String place, String label, String description) {
        return PositionalParamSpec.builder().index(place).paramLabel(label).description(description);
    }

    abstract T get();

    /** All words of the line that it stands on, behind the name of its command. */
    List<String> lineTyped() {
        return spec.command().commandLine().getParseResult().originalArgs();
    }

    PositionalParamSpec spec() {
        return spec;
    }

    private static final class First<T> extends Operand<T> {
        First(PositionalParamSpec.Builder spec) {
            super(spec.required(true).arity("1"));
        }

        @Override
        T get() {
            return spec().getValue();
        }
    }

    private static final class Maybe<T> extends Operand<Optional<T>> {
        Maybe(PositionalParamSpec.Builder spec) {
            super(spec);
        }

        @Override
        Optional<T> get() {
            return Optional.ofNullable(spec().getValue());
        }
    }

    private static final class Rest extends Operand<List<String>> {
        Rest(PositionalParamSpec.Builder spec) {
            super(spec.type(List.class).auxiliaryTypes(String.class));
        }

        @Override
        List<String> get() {
            return Objects.requireNonNullElse(spec().getValue(), List.of());
        }
    }
}
