package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The roster as aligned columns. Columns are as wide as what is in them, measured as a terminal draws it. */
final class PeerTable {
    private static final List<String> HEADER =
            List.of("NAME", "KIND", "STATUS", "ADDRESS", "INTERFACE", "SINCE", "HEARD");
    private static final String GAP = "  ";

    private PeerTable() {}

    /** The header and one line for each peer: those alive first, then by name and address. */
    static List<String> lines(List<Peer> peers, Instant now) {
        ShownNames names = ShownNames.in(peers);
        List<List<String>> rows = new ArrayList<>();
        rows.add(HEADER);
        peers.stream()
                .sorted(Comparator.comparing((Peer peer) -> peer.status() != Status.ALIVE)
                        .thenComparing(Peer::name)
                        .thenComparing(Peer::id))
                .forEach(peer -> rows.add(row(names.of(peer), peer, now)));
        int[] widths = new int[HEADER.size()];
        for (List<String> row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], TextWidth.of(row.get(column))));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static List<String> row(String name, Peer peer, Instant now) {
        return List.of(
                name,
                lower(peer.kind()),
                lower(peer.status()),
                peer.addresses().stream().map(Endpoint::toString).collect(Collectors.joining(" ")),
                String.join(" ", peer.interfaces()),
                age(peer.since(), now),
                peer.lastHeard().map(heard -> age(heard, now)).orElse("-"));
    }

    private static String age(Instant then, Instant now) {
        return DurationText.of(Duration.between(then, now));
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(TextWidth.padded(cell, widths[column])).append(GAP);
        }
        return line.toString().stripTrailing();
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
