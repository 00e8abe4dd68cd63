package dev.kith.cli;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Pairs as people type them: {@code key=value}. */
final class Pairs {
    private Pairs() {}

    /**
     * The pairs of an option that may be repeated.
     *
     * @throws IllegalArgumentException naming the option and what is none
     */
    static Map<String, String> of(String option, List<String> texts) {
        Map<String, String> pairs = new LinkedHashMap<>();
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException(option + " '" + text + "' is not of the form key=value");
            }
            if (pairs.put(text.substring(0, equals), text.substring(equals + 1)) != null) {
                throw new IllegalArgumentException(
                        "%s '%s' says '%s' again".formatted(option, text, text.substring(0, equals)));
            }
        }
        return pairs;
    }
}
