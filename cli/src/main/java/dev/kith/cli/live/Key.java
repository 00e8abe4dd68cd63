package dev.kith.cli.live;

/**
 * A key that was pressed.
 *
 * @param kind which
 * @param text what it writes; empty unless it is text
 */
record Key(Kind kind, String text) {
    /** The keys that mean something. */
    enum Kind {
        /** A character. */
        TEXT,
        UP,
        DOWN,
        PAGE_UP,
        PAGE_DOWN,
        HOME,
        END,
        ENTER,
        ESCAPE,
        BACKSPACE,
        /** Empties the line, as in a shell: control and U. */
        CLEAR,
        /** Any other, which does nothing. */
        OTHER
    }

    static Key of(Kind kind) {
        return new Key(kind, "");
    }

    static Key text(int codePoint) {
        return new Key(Kind.TEXT, Character.toString(codePoint));
    }
}
