package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;

/** What a terminal sends, and which keys that is. */
class KeyDecoderTest {
    /** All keys of what comes at once, after which nothing comes. */
    private static List<Key> keys(String sent) throws IOException {
        int[] at = {0};
        KeyDecoder decoder = new KeyDecoder(timeout -> {
            if (at[0] < sent.length()) {
                return sent.charAt(at[0]++);
            }
            return timeout > 1000 ? NonBlockingReader.EOF : NonBlockingReader.READ_EXPIRED;
        });
        List<Key> keys = new ArrayList<>();
        for (Optional<Key> key = decoder.next(); key.isPresent(); key = decoder.next()) {
            keys.add(key.get());
        }
        return keys;
    }

    @Test
    void keysThatSendSequences() throws IOException {
        Map<String, Key.Kind> sequences = Map.ofEntries(
                Map.entry("\u001b[A", Key.Kind.UP),
                Map.entry("\u001bOA", Key.Kind.UP),
                Map.entry("\u001b[B", Key.Kind.DOWN),
                Map.entry("\u001b[5~", Key.Kind.PAGE_UP),
                Map.entry("\u001b[6~", Key.Kind.PAGE_DOWN),
                Map.entry("\u001b[H", Key.Kind.HOME),
                Map.entry("\u001b[1~", Key.Kind.HOME),
                Map.entry("\u001b[F", Key.Kind.END),
                Map.entry("\u001b[4~", Key.Kind.END),
                Map.entry("\r", Key.Kind.ENTER),
                Map.entry("\n", Key.Kind.ENTER),
                Map.entry("\u001bOM", Key.Kind.ENTER),
                Map.entry("\u007f", Key.Kind.BACKSPACE),
                Map.entry("\b", Key.Kind.BACKSPACE),
                Map.entry("\u0015", Key.Kind.CLEAR),
                Map.entry("\u001b", Key.Kind.ESCAPE),
                Map.entry("\u001b[1;5C", Key.Kind.OTHER),
                Map.entry("\u001b[200~", Key.Kind.OTHER),
                Map.entry("\u001b[", Key.Kind.OTHER),
                Map.entry("\t", Key.Kind.OTHER),
                Map.entry("\u202e", Key.Kind.OTHER));
        for (var sequence : sequences.entrySet()) {
            assertThat(keys(sequence.getKey()))
                    .as("%s", sequence.getValue())
                    .containsExactly(Key.of(sequence.getValue()));
        }
    }

    @Test
    void whatComesWithAnEscapeAndIsNoSequenceIsAKeyOfItsOwn() throws IOException {
        assertThat(keys("\u001b/a")).containsExactly(Key.of(Key.Kind.ESCAPE), Key.text('/'), Key.text('a'));
        assertThat(keys("\u001b\u001b[A")).containsExactly(Key.of(Key.Kind.ESCAPE), Key.of(Key.Kind.UP));
    }

    @Test
    void textIsOneKeyForEachCharacter() throws IOException {
        assertThat(keys("q日😀")).containsExactly(Key.text('q'), Key.text('日'), Key.text("😀".codePointAt(0)));
    }

    @Test
    void whatComesBehindASequenceIsAnotherKey() throws IOException {
        assertThat(keys("\u001b[Aq\u001b[Z/"))
                .containsExactly(Key.of(Key.Kind.UP), Key.text('q'), Key.of(Key.Kind.OTHER), Key.text('/'));
    }
}
