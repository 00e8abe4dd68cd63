package dev.kith.cli.live;

import dev.kith.peer.Event;

/** What happens while the table is shown. */
sealed interface Wake {
    /** A key was pressed. */
    record Pressed(Key key) implements Wake {}

    /** There is news. */
    record Told(Event event) implements Wake {}

    /** There is something to show that was not there before. */
    record Found() implements Wake {}

    /** The node was closed, or the terminal is gone. */
    record Gone() implements Wake {}
}
