package dev.kith.classic;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.kith.text.Printable;
import java.time.Duration;

/** The classic beacon as it is said: where, how often, and in which bytes. */
public final class Beacon {
    /** The multicast group of all hosts of the subnet (RFC 1112). */
    public static final String GROUP = "224.0.0.1";

    /** The UDP port, for multicast and for what comes directly. */
    public static final int PORT = 9778;

    /** How often a beacon is cast. */
    public static final Duration PERIOD = Duration.ofSeconds(2);

    /** The longest beacon in bytes: the buffer of the oldest listeners, which cut or die beyond it. */
    public static final int MAX_BYTES = 120;

    private static final String HEAD = "{\"username\":\"";
    private static final String TAIL = "\"}";

    private Beacon() {}

    /** The beacon that says {@code name}; a name too long for {@link #MAX_BYTES} is cut at a character. */
    public static byte[] encode(String name) {
        StringBuilder json = new StringBuilder(HEAD);
        int room = MAX_BYTES - HEAD.length() - TAIL.length();
        String printable = Printable.of(name);
        for (int at = 0; at < printable.length(); ) {
            int codePoint = printable.codePointAt(at);
            String escaped = escaped(codePoint);
            room -= escaped.getBytes(UTF_8).length;
            if (room < 0) {
                break;
            }
            json.append(escaped);
            at += Character.charCount(codePoint);
        }
        return json.append(TAIL).toString().getBytes(UTF_8);
    }

    private static String escaped(int codePoint) {
        String character = Character.toString(codePoint);
        return codePoint == '"' || codePoint == '\\' ? "\\" + character : character;
    }
}
