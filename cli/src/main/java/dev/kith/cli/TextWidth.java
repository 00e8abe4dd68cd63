package dev.kith.cli;

import java.util.ArrayList;
import java.util.List;
import org.jline.utils.WCWidth;

/** Text as a terminal draws it: how many columns it takes, and how it is made to fit. */
public final class TextWidth {
    private static final int WIDEST = 2;

    /** Behind a character that may be drawn narrow. */
    private static final char AS_EMOJI = '\uFE0F';

    private static final char JOINER = '\u200D';
    private static final int REGIONAL_A = 0x1F1E6;
    private static final int REGIONAL_Z = 0x1F1FF;

    private TextWidth() {}

    /** The columns a text takes: two for a wide character, none for a combining one, two for an emoji that is made of several. */
    public static int of(String text) {
        int columns = 0;
        for (int at = 0; at < text.length(); at += length(text, at)) {
            columns += of(text, at);
        }
        return columns;
    }

    /** What is drawn as one there: a letter and its marks, an emoji and what it is joined to. */
    private static int of(String text, int at) {
        if (isAlone(text, at)) {
            return 1;
        }
        String one = text.substring(at, at + length(text, at));
        int sum = one.codePoints().map(TextWidth::alone).sum();
        if (one.indexOf(AS_EMOJI) > 0) {
            return WIDEST;
        }
        boolean emoji = one.indexOf(JOINER) > 0 || isRegional(one.codePointAt(0));
        return emoji ? Math.min(WIDEST, sum) : sum;
    }

    private static int length(String text, int at) {
        return isAlone(text, at) ? 1 : end(text, at) - at;
    }

    /** Where it ends; marks that take columns of their own are not of it, whatever Unicode counts as one. */
    private static int end(String text, int at) {
        int end = text.offsetByCodePoints(at, 1);
        if (isRegional(text.codePointAt(at)) && end < text.length() && isRegional(text.codePointAt(end))) {
            return text.offsetByCodePoints(end, 1);
        }
        while (end < text.length() && (alone(text.codePointAt(end)) == 0 || joins(text, end))) {
            end = text.offsetByCodePoints(end, 1);
        }
        return end;
    }

    /** Whether what is there belongs to an emoji; the joiner of letters leaves each its own column. */
    private static boolean joins(String text, int at) {
        return text.charAt(at - 1) == JOINER && !Character.isLetter(text.codePointAt(at));
    }

    private static int alone(int codePoint) {
        return Math.max(0, WCWidth.wcwidth(codePoint));
    }

    private static boolean isRegional(int codePoint) {
        return codePoint >= REGIONAL_A && codePoint <= REGIONAL_Z;
    }

    private static boolean isAlone(String text, int at) {
        return isLatin(text, at) && (at + 1 == text.length() || isLatin(text, at + 1));
    }

    private static boolean isLatin(String text, int at) {
        return text.charAt(at) >= ' ' && text.charAt(at) < 0x7F;
    }

    /** The text, or as much of its beginning as fits into so many columns together with the sign that it was cut. */
    public static String cut(String text, int columns, String ellipsis) {
        if (of(text) <= columns) {
            return text;
        }
        int room = columns - of(ellipsis);
        return room > 0
                ? text.substring(0, fitting(text, room)) + ellipsis
                : ellipsis.substring(0, fitting(ellipsis, columns));
    }

    /** The text and as many spaces as it is short of so many columns. */
    public static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - of(text)));
    }

    /** The text as lines of at most so many columns, broken between words where a word fits. */
    public static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        String left = text;
        while (of(left) > columns) {
            int end = fitting(left, columns);
            int space = left.charAt(end) == ' ' ? end : left.lastIndexOf(' ', end - 1);
            // A character that is wider than the line has a line all the same, or this would not end.
            int at = space > 0 ? space : Math.max(end, length(left, 0));
            lines.add(left.substring(0, at));
            left = left.substring(at).stripLeading();
        }
        if (!left.isEmpty() || lines.isEmpty()) {
            lines.add(left);
        }
        return lines;
    }

    /** The end of what fits into so many columns, with the combining characters behind it. */
    private static int fitting(String text, int columns) {
        int taken = 0;
        int at = 0;
        while (at < text.length()) {
            taken += of(text, at);
            if (taken > columns) {
                break;
            }
            at += length(text, at);
        }
        return at;
    }
}
