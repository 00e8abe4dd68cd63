package dev.kith.cli.live;

import dev.kith.cli.TextWidth;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** One line of the screen, written from left to right. It ends with the screen: what is too long for it is cut, and says so. */
final class Line {
    private final AttributedStringBuilder written = new AttributedStringBuilder();
    private final int columns;
    private final Look look;
    private final boolean inverse;
    private int used;

    private Line(int columns, Look look, boolean inverse) {
        this.columns = columns;
        this.look = look;
        this.inverse = inverse;
    }

    /** An empty line of so many columns. */
    static Line of(int columns, Look look) {
        return new Line(columns, look, false);
    }

    /** An empty line in inverse. */
    static Line inverse(int columns, Look look) {
        return new Line(columns, look, true);
    }

    Line add(String text) {
        return add(text, Look.PLAIN);
    }

    Line add(String text, AttributedStyle style) {
        String fitting = TextWidth.cut(text, columns - used, look.ellipsis());
        written.styled(inverse ? style.inverse() : style, fitting);
        used += TextWidth.of(fitting);
        return this;
    }

    /** Text in exactly so many columns, or what is left of the line. */
    Line cell(String text, int width, AttributedStyle style) {
        int room = Math.min(width, columns - used);
        String fitting = TextWidth.cut(text, room, look.ellipsis());
        return add(fitting, style).gap(room - TextWidth.of(fitting));
    }

    /** So many spaces, where there is room for them. */
    Line gap(int spaces) {
        return add(" ".repeat(Math.max(0, Math.min(spaces, columns - used))));
    }

    /** The text at the right end of the line, if it fits behind what is there with a space. */
    Line right(String text, AttributedStyle style) {
        int free = columns - used - TextWidth.of(text);
        return free > 0 ? gap(free).add(text, style) : this;
    }

    /** The whole line, filled with spaces. */
    AttributedString end() {
        return gap(columns - used).written.toAttributedString();
    }
}
