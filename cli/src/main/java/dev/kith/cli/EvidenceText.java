package dev.kith.cli;

import dev.kith.peer.Evidence;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** Why something changed, for people: the ground, then in brackets the way it came and whose word it rests on. */
public final class EvidenceText {
    private EvidenceText() {}

    /**
     * As in {@code it announced itself (multicast)}.
     *
     * @param shown what of the path stands on the line already
     * @param nameOf what the peer of an id is called
     */
    public static String of(Evidence evidence, String shown, UnaryOperator<String> nameOf) {
        List<String> parts = new ArrayList<>();
        String way = without(shown, evidence.path());
        if (!way.isEmpty()) {
            parts.add(way);
        }
        if (!evidence.by().isEmpty()) {
            parts.add(
                    "by " + String.join(", ", evidence.by().stream().map(nameOf).toList()));
        }
        return evidence.reason() + (parts.isEmpty() ? "" : " (" + String.join("; ", parts) + ")");
    }

    /** A path by way of several addresses is shown whole. */
    private static String without(String shown, String path) {
        List<String> words = List.of(shown.split(" "));
        return path.contains(",")
                ? path
                : Arrays.stream(path.split(" "))
                        .filter(word -> !words.contains(word))
                        .collect(Collectors.joining(" "));
    }
}
