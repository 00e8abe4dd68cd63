package dev.kith.text;

/**
 * Text that is safe to show: no control characters (C0, DEL, C1), no line or paragraph separators, no bidi marks, no
 * lone surrogates.
 *
 * <p>Such characters move cursors, forge lines and turn text around; a name from the network must not. Each becomes one
 * visible character, so lengths stay: a control character its Unicode control picture ({@code ESC} is {@code ␛}), the
 * others {@code U+FFFD}. See Unicode Technical Report 36, section 3, and UAX 9 for the bidi marks.
 */
public final class Printable {
    private static final int CONTROL_PICTURES = 0x2400;
    private static final int PICTURE_OF_DELETE = 0x2421;
    private static final int REPLACEMENT = 0xFFFD;

    private Printable() {}

    /** The same text with every character that must not be shown replaced by one that may. */
    public static String of(String text) {
        if (is(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder(text.length());
        text.codePoints().map(Printable::picture).forEach(shown::appendCodePoint);
        return shown.toString();
    }

    /** Whether the whole text may be shown as it is. */
    public static boolean is(String text) {
        for (int at = 0; at < text.length(); ) {
            int codePoint = text.codePointAt(at);
            if (!is(codePoint)) {
                return false;
            }
            at += Character.charCount(codePoint);
        }
        return true;
    }

    /** Whether one code point may be shown as it is. */
    public static boolean is(int codePoint) {
        return !(Character.isISOControl(codePoint) || isSeparator(codePoint) || isBidi(codePoint) || isLone(codePoint));
    }

    private static int picture(int codePoint) {
        if (is(codePoint)) {
            return codePoint;
        }
        if (codePoint < ' ') {
            return CONTROL_PICTURES + codePoint;
        }
        return codePoint == 0x7F ? PICTURE_OF_DELETE : REPLACEMENT;
    }

    private static boolean isSeparator(int codePoint) {
        return codePoint == 0x2028 || codePoint == 0x2029;
    }

    private static boolean isBidi(int codePoint) {
        return codePoint == 0x061C
                || codePoint == 0x200E
                || codePoint == 0x200F
                || (codePoint >= 0x202A && codePoint <= 0x202E)
                || (codePoint >= 0x2066 && codePoint <= 0x2069);
    }

    private static boolean isLone(int codePoint) {
        return codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
    }
}
