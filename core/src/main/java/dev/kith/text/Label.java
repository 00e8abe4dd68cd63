package dev.kith.text;

import static java.nio.charset.StandardCharsets.UTF_8;

/** The rule for what people call things, a node or a group: 1 to 64 bytes of UTF-8, all of it {@link Printable}. */
public final class Label {
    /** The longest label, in bytes of UTF-8. */
    public static final int MAX_BYTES = 64;

    private Label() {}

    /**
     * Returns {@code value} if it is a label.
     *
     * @param what the setting, named in the message
     * @throws IllegalArgumentException naming the setting, the value and the rule
     */
    public static String require(String what, String value) {
        int bytes = value.getBytes(UTF_8).length;
        if (bytes == 0 || bytes > MAX_BYTES || !Printable.is(value)) {
            throw new IllegalArgumentException("%s '%s' is not 1 to %d bytes of UTF-8 without control characters"
                    .formatted(what, shortened(value), MAX_BYTES));
        }
        return value;
    }

    /** The longest beginning of {@code value} that has at most {@code maxBytes} bytes in UTF-8 and splits no character. */
    public static String cut(String value, int maxBytes) {
        int bytes = 0;
        for (int at = 0; at < value.length(); ) {
            int codePoint = value.codePointAt(at);
            bytes += Utf8.length(codePoint);
            if (bytes > maxBytes) {
                return value.substring(0, at);
            }
            at += Character.charCount(codePoint);
        }
        return value;
    }

    private static String shortened(String value) {
        String shown = Printable.of(value);
        return shown.length() <= MAX_BYTES ? shown : cut(shown, MAX_BYTES) + "…";
    }
}
