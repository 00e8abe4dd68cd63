package dev.kith.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class PrintableTest {
    @Test
    void everyCharacterThatMovesACursorOrTurnsTextIsReplaced() {
        for (int c = 0; c <= Character.MAX_CODE_POINT; c++) {
            boolean control = c < 0x20 || (c >= 0x7F && c <= 0x9F);
            boolean separator = c == 0x2028 || c == 0x2029;
            boolean bidi = c == 0x61C
                    || c == 0x200E
                    || c == 0x200F
                    || (c >= 0x202A && c <= 0x202E)
                    || (c >= 0x2066 && c <= 0x2069);
            boolean surrogate = c >= 0xD800 && c <= 0xDFFF;
            boolean hidden = control || separator || bidi || surrogate;
            assertThat(Printable.is(c)).as("U+%04X", c).isEqualTo(!hidden);
        }
    }

    @Test
    void whatIsReplacedIsShownByOneCharacterEach() {
        assertThat(Printable.of("a\u001b[31mb\n\u007f\u009b\u202e\u2028")).isEqualTo("a␛[31mb␊␡\uFFFD\uFFFD\uFFFD");
        assertThat(Printable.of("lone \ud800 half")).isEqualTo("lone \uFFFD half");
    }

    @Test
    void ordinaryTextOfAnyScriptStaysAsItIs() {
        String text = "anna Ünï 日本語 עברית 👩‍👩‍👧 e\u0301";
        assertThat(Printable.of(text)).isSameAs(text);
    }

    @Test
    void aLabelHasOneToSixtyFourBytes() {
        assertThat(Label.require("group", "ü".repeat(32))).hasSize(32);
        assertThatThrownBy(() -> Label.require("group", "ü".repeat(33)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("group 'ü")
                .hasMessageContaining("1 to 64 bytes");
        assertThatThrownBy(() -> Label.require("group", "")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Label.require("name", "a\u001b[2J"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a␛[2J");
    }

    @Test
    void aLabelIsCutAtACharacter() {
        assertThat(Label.cut("aüb", 2)).isEqualTo("a");
        assertThat(Label.cut("aüb", 3)).isEqualTo("aü");
        assertThat(Label.cut("a👧b", 4)).isEqualTo("a");
        assertThat(Label.cut("a👧b", 5)).isEqualTo("a👧");
    }
}
