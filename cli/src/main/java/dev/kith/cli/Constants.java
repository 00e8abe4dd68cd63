package dev.kith.cli;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The constants of an enum as people type and read them. */
final class Constants {
    private Constants() {}

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /**
     * The constant that is called so, in whatever case.
     *
     * @param what what the text should be, such as {@code a column}
     * @throws IllegalArgumentException naming the text and all that it may be
     */
    static <E extends Enum<E>> E parse(Class<E> type, String what, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> lower(constant).equals(text.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is not %s, which is one of %s".formatted(text, what, all(type))));
    }

    /** All of them, between commas. */
    static String all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(Constants::lower).collect(Collectors.joining(", "));
    }
}
