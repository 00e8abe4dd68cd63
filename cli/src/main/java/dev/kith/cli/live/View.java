package dev.kith.cli.live;

import java.util.Optional;

/**
 * What the user chose to see.
 *
 * @param screen what is shown
 * @param cursor the row that is selected
 * @param scroll by how many lines a screen of text is scrolled
 * @param sort the column by which rows are sorted
 * @param filter what rows must hold; all are shown if it is empty
 * @param typing whether the filter is being typed
 * @param paused what is shown instead of what is
 * @param over whether the user has had enough
 */
record View(
        Screen screen,
        Cursor cursor,
        int scroll,
        Column sort,
        String filter,
        boolean typing,
        Optional<Snapshot> paused,
        boolean over) {
    static final View START =
            new View(Screen.TABLE, Cursor.START, 0, Column.STATUS, "", false, Optional.empty(), false);

    View on(Screen other) {
        return new View(other, cursor, 0, sort, filter, typing, paused, over);
    }

    View at(Cursor other) {
        return new View(screen, other, scroll, sort, filter, typing, paused, over);
    }

    View scrolled(int to) {
        return new View(screen, cursor, to, sort, filter, typing, paused, over);
    }

    View sortedBy(Column other) {
        return new View(screen, cursor, scroll, other, filter, typing, paused, over);
    }

    View filtered(String by, boolean stillTyping) {
        return new View(screen, cursor, scroll, sort, by, stillTyping, paused, over);
    }

    View paused(Optional<Snapshot> at) {
        return new View(screen, cursor, scroll, sort, filter, typing, at, over);
    }

    View ended() {
        return new View(screen, cursor, scroll, sort, filter, typing, paused, true);
    }
}
