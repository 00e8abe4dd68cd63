package dev.kith.cli.live;

import dev.kith.cli.TextWidth;
import java.util.ArrayList;
import java.util.List;
import org.jline.utils.AttributedString;

/** Text for a screen of its own: a label at the left, or none, and words that are wrapped behind it. */
final class Text {
    private static final int LABEL = 12;

    private final List<Entry> entries = new ArrayList<>();

    /** One or more lines of it. */
    private record Entry(String label, String words) {}

    Text add(String label, String words) {
        entries.add(new Entry(label, words));
        return this;
    }

    /** A label for the first of several lines; what has no line is left out. */
    Text add(String label, List<String> lines) {
        for (int line = 0; line < lines.size(); line++) {
            add(line == 0 ? label : "", lines.get(line));
        }
        return this;
    }

    Text blank() {
        return add("", "");
    }

    /** All of it, as wide as the screen. Where nothing has a label, there is no room for one. */
    List<AttributedString> lines(int columns, Look look) {
        boolean labelled = entries.stream().anyMatch(entry -> !entry.label().isEmpty());
        int label = labelled ? Math.min(LABEL, columns / 3) : 0;
        List<AttributedString> lines = new ArrayList<>();
        for (Entry entry : entries) {
            String words = look.shown(entry.words());
            int indent = words.length() - words.stripLeading().length();
            indent = Math.min(indent, (columns - label) / 2);
            String first = entry.label();
            for (String part : TextWidth.wrapped(words.stripLeading(), columns - label - indent)) {
                lines.add(Line.of(columns, look)
                        .cell(first, label, Look.BOLD)
                        .gap(indent)
                        .add(part)
                        .end());
                first = "";
            }
        }
        return lines;
    }
}
