package dev.kith.cli.live;

import dev.kith.cli.TextWidth;
import dev.kith.peer.Status;
import dev.kith.text.Printable;
import java.text.Normalizer;
import java.time.ZoneId;
import java.util.Map;
import org.jline.utils.AttributedStyle;

/**
 * How things are drawn on the terminal there is.
 *
 * @param colour whether colours may be used; bold and inverse may be without
 * @param utf8 whether more than ASCII can be shown
 * @param zone of times of day
 */
record Look(boolean colour, boolean utf8, ZoneId zone) {
    static final AttributedStyle PLAIN = AttributedStyle.DEFAULT;
    static final AttributedStyle BOLD = AttributedStyle.BOLD;
    static final AttributedStyle INVERSE = AttributedStyle.INVERSE;

    private static final int REGIONAL_A = 0x1F1E6;
    private static final int REGIONAL_Z = 0x1F1FF;
    /** What the program itself writes beyond ASCII, and what stands for it. */
    private static final Map<String, String> IN_ASCII = Map.of("…", "...", "·", ".");

    /** As the variables of the user say, see https://no-color.org. */
    static Look of(Map<String, String> variables, boolean utf8) {
        boolean colour = variables.getOrDefault("NO_COLOR", "").isEmpty();
        return new Look(colour, utf8, ZoneId.systemDefault());
    }

    /** The sign for text that was cut. */
    String ellipsis() {
        return utf8 ? "…" : "...";
    }

    /** The shape of a status; of a peer that was just heard, another one. */
    String shape(Status status, boolean heard) {
        return switch (status) {
            case ALIVE -> heard ? (utf8 ? "◉" : "@") : (utf8 ? "●" : "*");
            case SUSPECT -> utf8 ? "◐" : "?";
            case LOST -> utf8 ? "○" : "x";
            case LEFT -> utf8 ? "‹" : "-";
        };
    }

    /** The style of a status; of a peer that was just heard, bright. */
    AttributedStyle style(Status status, boolean heard) {
        AttributedStyle style = switch (status) {
            case ALIVE -> coloured(AttributedStyle.GREEN);
            case SUSPECT -> coloured(AttributedStyle.YELLOW);
            case LOST -> coloured(AttributedStyle.RED);
            case LEFT -> faint();
        };
        return heard ? style.bold() : style;
    }

    /** A colour, where there may be one. */
    AttributedStyle coloured(int colourIndex) {
        return colour ? PLAIN.foreground(colourIndex) : PLAIN;
    }

    /** Less than plain, where there may be colours: some terminals show it as one. */
    AttributedStyle faint() {
        return colour ? PLAIN.faint() : PLAIN;
    }

    /** One mark or another. */
    String mark(String ifUtf8, String inAscii) {
        return utf8 ? ifUtf8 : inAscii;
    }

    /**
     * Text of any origin as it can be shown so that its width is the same on every terminal.
     *
     * <p>Terminals agree on the width of single characters, and disagree on that of emoji that are joined, modified or paired
     * into flags. So joiners and modifiers are left out, flags become their letters, and what can be one character is.
     */
    String shown(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        Normalizer.normalize(Printable.of(text), Normalizer.Form.NFC)
                .codePoints()
                .filter(codePoint -> !isJoiner(codePoint))
                .map(codePoint -> isRegional(codePoint) ? codePoint - REGIONAL_A + 'A' : codePoint)
                .forEach(codePoint -> shown.append(utf8 ? Character.toString(codePoint) : inAscii(codePoint)));
        return shown.toString();
    }

    private static boolean isPlain(String text) {
        for (int at = 0; at < text.length(); at++) {
            char unit = text.charAt(at);
            if (unit < ' ' || unit >= 0x7F) {
                return false;
            }
        }
        return true;
    }

    /** Joiners, soft hyphens and the like; selectors of variants and shades of skin. */
    private static boolean isJoiner(int codePoint) {
        return Character.getType(codePoint) == Character.FORMAT
                || (codePoint >= 0xFE00 && codePoint <= 0xFE0F)
                || (codePoint >= 0x1F3FB && codePoint <= 0x1F3FF);
    }

    private static boolean isRegional(int codePoint) {
        return codePoint >= REGIONAL_A && codePoint <= REGIONAL_Z;
    }

    private static String inAscii(int codePoint) {
        String one = Character.toString(codePoint);
        if (isPlain(one)) {
            return one;
        }
        return IN_ASCII.getOrDefault(one, TextWidth.of(one) == 0 ? "" : "?");
    }
}
