package dev.kith.lab;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One flow of UDP through a translation, as {@code conntrack --dump --output id} tells of it.
 *
 * @param id another for a flow between the same two once the former was forgotten
 * @param to the address that its first datagram was for
 * @param isAnswered whether something came back
 * @param packets in both directions
 * @param bytes in both directions, those of the headers of IP and UDP too
 */
public record Flow(long id, String to, boolean isAnswered, long packets, long bytes) {
    static Flow parse(String line) {
        Map<String, List<String>> fields = new HashMap<>();
        for (String word : line.split("\\s+")) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                fields.computeIfAbsent(word.substring(0, equals), any -> new ArrayList<>())
                        .add(word.substring(equals + 1));
            }
        }
        boolean answered = !line.contains("[UNREPLIED]");
        return new Flow(
                sum(fields, "id"),
                fields.getOrDefault("dst", List.of("")).get(0),
                answered,
                sum(fields, "packets"),
                sum(fields, "bytes"));
    }

    private static long sum(Map<String, List<String>> fields, String name) {
        return fields.getOrDefault(name, List.of()).stream()
                .mapToLong(Long::parseLong)
                .sum();
    }
}
