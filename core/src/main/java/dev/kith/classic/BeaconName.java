package dev.kith.classic;

import dev.kith.text.Printable;
import dev.kith.text.Utf8;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The name in a beacon. Any datagram has one: the {@code username} of a JSON object, else the text, else the bytes.
 *
 * <p>Names are {@link Printable} and have at most 64 characters, whatever came.
 */
public final class BeaconName {
    /** The longest name, in code points. */
    public static final int MAX_CHARACTERS = 64;

    private static final String EMPTY = "(empty)";
    private static final int SHOWN_BYTES = 32;

    private BeaconName() {}

    /** The name said by a datagram of any content and length. */
    public static String of(byte[] datagram) {
        Optional<String> text = Utf8.decode(datagram);
        String name = text.flatMap(UsernameJson::read).or(() -> text).orElseGet(() -> hex(datagram));
        return name.isEmpty() ? EMPTY : Printable.of(cut(name));
    }

    private static String hex(byte[] datagram) {
        return "0x" + HexFormat.of().formatHex(Arrays.copyOf(datagram, Math.min(datagram.length, SHOWN_BYTES)));
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= MAX_CHARACTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MAX_CHARACTERS));
    }
}
