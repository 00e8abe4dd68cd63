package dev.kith.cli.live;

import dev.kith.text.Printable;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;

/** Makes keys of what a terminal sends: characters, and the sequences of ECMA-48 that begin with an escape. */
final class KeyDecoder {
    /** What follows an escape within this time is of the same key; one who types is slower, a terminal is quicker. */
    private static final long SAME_KEY_MILLIS = 50;

    /** Not without end, for which JLine would keep the terminal locked, so that it could not be closed. */
    private static final long LONG_MILLIS = 600_000;

    private static final char ESCAPE = 0x1B;
    private static final char DELETE = 0x7F;
    private static final char CONTROL_U = 0x15;

    /** By what comes behind {@code ESC [} or {@code ESC O}. */
    private static final Map<String, Key.Kind> SEQUENCES = Map.ofEntries(
            Map.entry("A", Key.Kind.UP),
            Map.entry("B", Key.Kind.DOWN),
            Map.entry("H", Key.Kind.HOME),
            Map.entry("F", Key.Kind.END),
            Map.entry("M", Key.Kind.ENTER),
            Map.entry("1~", Key.Kind.HOME),
            Map.entry("4~", Key.Kind.END),
            Map.entry("5~", Key.Kind.PAGE_UP),
            Map.entry("6~", Key.Kind.PAGE_DOWN),
            Map.entry("7~", Key.Kind.HOME),
            Map.entry("8~", Key.Kind.END));

    private static final int NONE = -1;

    private final Source source;
    private int next = NONE;

    /** Where characters come from, as {@link NonBlockingReader#read(long)} gives them. */
    interface Source {
        int read(long timeoutMillis) throws IOException;
    }

    KeyDecoder(Source source) {
        this.source = source;
    }

    /** Waits for the next key; nothing when the terminal is gone. */
    Optional<Key> next() throws IOException {
        int read = next;
        next = NONE;
        if (read == NONE) {
            do {
                read = source.read(LONG_MILLIS);
            } while (read == NonBlockingReader.READ_EXPIRED);
        }
        return read < 0 ? Optional.empty() : Optional.of(key((char) read));
    }

    private Key key(char read) throws IOException {
        return switch (read) {
            case '\r', '\n' -> Key.of(Key.Kind.ENTER);
            case '\b', DELETE -> Key.of(Key.Kind.BACKSPACE);
            case CONTROL_U -> Key.of(Key.Kind.CLEAR);
            case ESCAPE -> escaped();
            default -> text(read);
        };
    }

    private Key text(char read) throws IOException {
        int codePoint = Character.isHighSurrogate(read)
                ? Character.toCodePoint(read, (char) source.read(SAME_KEY_MILLIS))
                : read;
        return Printable.is(codePoint) ? Key.text(codePoint) : Key.of(Key.Kind.OTHER);
    }

    private Key escaped() throws IOException {
        int first = source.read(SAME_KEY_MILLIS);
        if (first != '[' && first != 'O') {
            // Somebody is quick, or the line is slow: two keys that came together.
            next = Math.max(NONE, first);
            return Key.of(Key.Kind.ESCAPE);
        }
        StringBuilder sequence = new StringBuilder();
        int read;
        do {
            read = source.read(SAME_KEY_MILLIS);
            if (read < 0) {
                return Key.of(Key.Kind.OTHER);
            }
            sequence.append((char) read);
        } while (read < '@');
        return Key.of(SEQUENCES.getOrDefault(sequence.toString(), Key.Kind.OTHER));
    }
}
