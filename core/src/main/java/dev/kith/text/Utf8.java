package dev.kith.text;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.util.Optional;

/** UTF-8 read strictly (RFC 3629), and the length of a character in it. */
public final class Utf8 {
    private Utf8() {}

    /** The text that these bytes are, or nothing when they are not UTF-8. */
    public static Optional<String> decode(byte[] bytes) {
        CharBuffer text = CharBuffer.allocate(bytes.length);
        // By its result rather than by an exception: whoever sends rubbish must not choose what it costs.
        CoderResult result = UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), text, true);
        return result.isError() ? Optional.empty() : Optional.of(text.flip().toString());
    }

    /** How many bytes a code point takes; a lone surrogate counts as the one byte it is replaced by. */
    public static int length(int codePoint) {
        if (codePoint < 0x80) {
            return 1;
        }
        if (codePoint < 0x800) {
            return 2;
        }
        if (codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE) {
            return 1;
        }
        return codePoint < 0x10000 ? 3 : 4;
    }
}
