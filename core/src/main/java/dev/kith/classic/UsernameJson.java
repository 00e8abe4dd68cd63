package dev.kith.classic;

import java.util.BitSet;
import java.util.Optional;

/**
 * Finds the string {@code username} of a JSON object (RFC 8259), and refuses what is not one whole object.
 *
 * <p>One pass, no recursion: the cost is linear in the text and the memory is one bit for each open bracket, whatever
 * the nesting. Of several members called {@code username} the last counts, as in ECMAScript.
 */
final class UsernameJson {
    private static final String MEMBER = "username";

    private final String text;
    private int at;

    private UsernameJson(String text) {
        this.text = text;
    }

    /** The value of the member, if the text is a JSON object that has it and it is a string. */
    static Optional<String> read(String text) {
        return new UsernameJson(text).object();
    }

    private Optional<String> object() {
        Optional<String> username = Optional.empty();
        if (!take('{')) {
            return Optional.empty();
        }
        boolean more = !take('}');
        while (more) {
            StringBuilder name = new StringBuilder();
            if (!string(name) || !take(':')) {
                return Optional.empty();
            }
            boolean wanted = MEMBER.contentEquals(name);
            StringBuilder value = new StringBuilder();
            boolean isString = wanted && sees('"');
            if (isString ? !string(value) : !skipValue()) {
                return Optional.empty();
            }
            if (wanted) {
                username = isString ? Optional.of(value.toString()) : Optional.empty();
            }
            more = take(',');
            if (!more && !take('}')) {
                return Optional.empty();
            }
        }
        skipSpace();
        return at == text.length() ? username : Optional.empty();
    }

    /** Passes over one value of any kind and depth. */
    private boolean skipValue() {
        BitSet isObject = new BitSet();
        int depth = 0;
        while (true) {
            boolean opened = false;
            if (take('{')) {
                opened = !take('}');
                isObject.set(depth, true);
            } else if (take('[')) {
                opened = !take(']');
                isObject.set(depth, false);
            } else if (!scalar()) {
                return false;
            }
            if (opened) {
                depth++;
                if (isObject.get(depth - 1) && !memberName()) {
                    return false;
                }
                continue;
            }
            while (depth > 0 && take(isObject.get(depth - 1) ? '}' : ']')) {
                depth--;
            }
            if (depth == 0) {
                return true;
            }
            if (!take(',') || (isObject.get(depth - 1) && !memberName())) {
                return false;
            }
        }
    }

    private boolean memberName() {
        return string(new StringBuilder()) && take(':');
    }

    private boolean scalar() {
        skipSpace();
        if (sees('"')) {
            return string(new StringBuilder());
        }
        return word("true") || word("false") || word("null") || number();
    }

    private boolean number() {
        takeNow('-');
        if (!takeNow('0') && !digits()) {
            return false;
        }
        if (takeNow('.') && !digits()) {
            return false;
        }
        if (takeNow('e') || takeNow('E')) {
            if (!takeNow('+')) {
                takeNow('-');
            }
            return digits();
        }
        return true;
    }

    private boolean digits() {
        int start = at;
        while (at < text.length() && text.charAt(at) >= '0' && text.charAt(at) <= '9') {
            at++;
        }
        return at > start;
    }

    private boolean string(StringBuilder into) {
        if (!take('"')) {
            return false;
        }
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '"') {
                return true;
            }
            if (c < ' ' || (c == '\\' && !escape(into))) {
                return false;
            }
            if (c != '\\') {
                into.append(c);
            }
        }
        return false;
    }

    private boolean escape(StringBuilder into) {
        if (at == text.length()) {
            return false;
        }
        char c = text.charAt(at++);
        int simple = "\"\\/bfnrt".indexOf(c);
        if (simple >= 0) {
            into.append("\"\\/\b\f\n\r\t".charAt(simple));
            return true;
        }
        return c == 'u' && unicode(into);
    }

    private boolean unicode(StringBuilder into) {
        if (at + 4 > text.length()) {
            return false;
        }
        int unit = 0;
        for (int end = at + 4; at < end; at++) {
            int digit = hexDigit(text.charAt(at));
            if (digit < 0) {
                return false;
            }
            unit = unit * 16 + digit;
        }
        into.append((char) unit);
        return true;
    }

    /** Not Character.digit: that takes the digits of every script. */
    private static int hexDigit(char c) {
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }

    private boolean word(String word) {
        if (!text.startsWith(word, at)) {
            return false;
        }
        at += word.length();
        return true;
    }

    private boolean take(char c) {
        skipSpace();
        return takeNow(c);
    }

    private boolean takeNow(char c) {
        if (at < text.length() && text.charAt(at) == c) {
            at++;
            return true;
        }
        return false;
    }

    private boolean sees(char c) {
        skipSpace();
        return at < text.length() && text.charAt(at) == c;
    }

    private void skipSpace() {
        while (at < text.length() && " \t\n\r".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
