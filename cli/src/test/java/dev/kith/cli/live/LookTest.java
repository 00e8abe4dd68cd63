package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.cli.TextWidth;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Text of any origin, and colours. */
class LookTest {
    @Test
    void textIsShownSoThatAllTerminalsAgreeOnItsWidth() {
        assertThat(Sample.PLAIN.shown("anna·3f9a")).isEqualTo("anna·3f9a");
        assertThat(Sample.PLAIN.shown("e\u0301"))
                .as("one character where there is one")
                .isEqualTo("é");
        assertThat(Sample.PLAIN.shown("x\u0302")).isEqualTo("x\u0302");
        assertThat(Sample.PLAIN.shown("👩\u200d🚀")).as("a joined emoji").isEqualTo("👩🚀");
        assertThat(Sample.PLAIN.shown("👍🏽❤\ufe0f"))
                .as("a shade and a variant")
                .isEqualTo("👍❤");
        assertThat(Sample.PLAIN.shown("🇩🇪")).as("a flag").isEqualTo("DE");
        assertThat(Sample.PLAIN.shown("a\u001b[2Jb\u202ec")).isEqualTo("a␛[2Jb\ufffdc");
    }

    @Test
    void withoutUtf8EachCharacterIsOneMark() {
        assertThat(Sample.ASCII.shown("anna·3f9a … 日本 x\u0302")).isEqualTo("anna.3f9a ... ?? x");
    }

    @Test
    void noColourIsTrueForAnythingButNothing() {
        assertThat(Look.of(Map.of(), true).colour()).isTrue();
        assertThat(Look.of(Map.of("NO_COLOR", ""), true).colour()).isTrue();
        assertThat(Look.of(Map.of("NO_COLOR", "0"), true).colour()).isFalse();
    }

    @Test
    void whatIsDrawnAsOneIsAsWideAsOne() {
        assertThat(TextWidth.of("e\u0301x")).isEqualTo(2);
        assertThat(TextWidth.of("👩\u200d🚀")).isEqualTo(2);
        assertThat(TextWidth.of("🇩🇪")).isEqualTo(2);
        assertThat(TextWidth.of("👍🏽")).isEqualTo(2);
        assertThat(TextWidth.of("❤\ufe0f")).isEqualTo(2);
        assertThat(TextWidth.of("日本")).isEqualTo(4);
        assertThat(TextWidth.cut("👩\u200d🚀anna", 3, "…")).isEqualTo("👩\u200d🚀…");
    }

    @Test
    void marksThatTakeColumnsAreCounted() {
        assertThat(TextWidth.of("लक्ष्मी")).isEqualTo(5);
        assertThat(TextWidth.of("क" + "ा".repeat(20))).isEqualTo(21);
        assertThat(TextWidth.of("ខ្មែរ"))
                .as("Khmer, as each of its characters alone")
                .isEqualTo(alone("ខ្មែរ"));
        assertThat(TextWidth.of("မြန်မာ"))
                .as("Burmese, as each of its characters alone")
                .isEqualTo(alone("မြန်မာ"));
        assertThat(TextWidth.of("क\u094d\u200dष\u094d\u200dष"))
                .as("letters that are joined, but to no emoji")
                .isEqualTo(3);
        assertThat(TextWidth.cut("लक्ष्मी", 4, "…")).isEqualTo("लक्ष्…");
    }

    private static int alone(String text) {
        return text.codePoints()
                .map(codePoint -> TextWidth.of(Character.toString(codePoint)))
                .sum();
    }

    @Test
    void textIsCutAndWrappedBetweenCharacters() {
        assertThat(TextWidth.cut("anna", 4, "…")).isEqualTo("anna");
        assertThat(TextWidth.cut("annab", 4, "…")).isEqualTo("ann…");
        assertThat(TextWidth.cut("日本日", 5, "…")).isEqualTo("日本…");
        assertThat(TextWidth.cut("日本日", 4, "…")).isEqualTo("日…");
        assertThat(TextWidth.cut("x\u0302yz", 2, "…")).isEqualTo("x\u0302…");
        assertThat(TextWidth.cut("annabella", 5, "...")).isEqualTo("an...");
        assertThat(TextWidth.cut("annabella", 2, "...")).isEqualTo("..");
        assertThat(TextWidth.cut("annabella", 0, "...")).isEmpty();
        assertThat(TextWidth.wrapped("the way out is there", 8)).containsExactly("the way", "out is", "there");
        assertThat(TextWidth.wrapped("abcdefgh日本", 4)).containsExactly("abcd", "efgh", "日本");
        assertThat(TextWidth.wrapped("日本", 1)).containsExactly("日", "本");
    }
}
