package dev.kith.cli;

import dev.kith.peer.Peer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The roster as aligned columns. Columns are as wide as what is in them, measured as a terminal draws it. */
final class PeerTable {
    private static final String GAP = "  ";

    private PeerTable() {}

    /** The header and one line for each peer: those alive first, then by name and address. */
    static List<String> lines(List<Peer> peers, Instant now) {
        return lines(PeerOrder.aliveFirst(peers), PeerColumn.USUAL, now);
    }

    /** The header and one line for each peer, in the order they come in. */
    static List<String> lines(List<Peer> peers, List<PeerColumn> columns, Instant now) {
        ShownNames names = ShownNames.in(peers);
        List<List<String>> rows = new ArrayList<>();
        rows.add(columns.stream().map(PeerColumn::header).toList());
        for (Peer peer : peers) {
            rows.add(columns.stream()
                    .map(column -> column.shown(peer, names, now))
                    .toList());
        }
        int[] widths = new int[columns.size()];
        for (List<String> row : rows) {
            Arrays.setAll(widths, column -> Math.max(widths[column], TextWidth.of(row.get(column))));
        }
        return rows.stream().map(row -> line(row, widths)).toList();
    }

    private static String line(List<String> row, int[] widths) {
        StringBuilder line = new StringBuilder();
        for (int column = 0; column < widths.length; column++) {
            String cell = row.get(column);
            line.append(TextWidth.padded(cell, widths[column])).append(GAP);
        }
        return line.toString().stripTrailing();
    }
}
