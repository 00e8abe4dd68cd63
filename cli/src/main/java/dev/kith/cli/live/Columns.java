package dev.kith.cli.live;

import dev.kith.cli.TextWidth;
import dev.kith.peer.Status;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jline.utils.AttributedStyle;

/** Which columns there is room for, how wide each is, and lines of them. The least important go first, the others shrink. */
final class Columns {
    private static final int GAP = 2;

    private final Map<Column, Integer> widths = new EnumMap<>(Column.class);
    private final Column sort;
    private final Look look;

    private Columns(Column sort, Look look) {
        this.sort = sort;
        this.look = look;
    }

    /** The columns of these rows that fit into so many columns of the terminal. */
    static Columns fitting(List<Row> rows, Column sort, int room, Look look) {
        Columns columns = new Columns(sort, look);
        Map<Column, Integer> wanted = new EnumMap<>(Column.class);
        int left = room + GAP;
        for (Column column : byImportance(sort)) {
            if (left <= GAP) {
                break;
            }
            int whole = columns.whole(column, rows);
            int least = Math.min(whole, Math.max(column.least(), TextWidth.of(columns.title(column))));
            // The first is there in any case, or nothing would be.
            least = column == Column.NAME ? Math.min(room, least) : least;
            if (whole > 0 && left >= least + GAP) {
                columns.widths.put(column, least);
                wanted.put(column, whole - least);
                left -= least + GAP;
            }
        }
        for (Column column : byImportance(sort)) {
            int more = Math.min(left, wanted.getOrDefault(column, 0));
            columns.widths.computeIfPresent(column, (same, width) -> width + more);
            left -= more;
        }
        return columns;
    }

    /** What rows are sorted by is seen, or nobody would know why they stand as they do. */
    private static List<Column> byImportance(Column sort) {
        List<Column> columns = new ArrayList<>(Column.BY_IMPORTANCE);
        columns.remove(sort);
        columns.add(sort == Column.NAME ? 0 : 1, sort);
        return columns;
    }

    /** How wide a column is that shows all that is in it; nothing if it is not there. */
    private int whole(Column column, List<Row> rows) {
        int widest = rows.stream()
                .mapToInt(row -> TextWidth.of(look.shown(column.text(row))))
                .max()
                .orElse(0);
        if (widest == 0 && column.isOptional()) {
            return 0;
        }
        int least = column.isSteady() ? column.least() : 0;
        return Math.max(Math.max(widest, least), TextWidth.of(title(column)));
    }

    private String title(Column column) {
        return column.name() + (column == sort ? look.mark(" ▾", " v") : "");
    }

    /** The titles, with a mark at that by which rows are sorted. */
    Line header(Line line) {
        widths.forEach(
                (column, width) -> line.cell(title(column), width, Look.BOLD).gap(GAP));
        return line;
    }

    /** The cells of a row. */
    Line row(Line line, Row row) {
        widths.forEach((column, width) -> {
            String text = look.shown(column.text(row, width));
            line.cell(text.isEmpty() ? "-" : text, width, style(column, row)).gap(GAP);
        });
        return line;
    }

    private AttributedStyle style(Column column, Row row) {
        return switch (column) {
            case STATUS -> look.style(row.peer().status(), row.heard());
            case NAME -> Look.PLAIN;
            default -> row.peer().status() == Status.ALIVE ? Look.PLAIN : look.faint();
        };
    }
}
