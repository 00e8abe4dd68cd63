package dev.kith.cli.live;

import java.util.Locale;

/** What the terminal shows. */
enum Screen {
    /** Everybody, a row for each. */
    TABLE,
    /** All of one peer. */
    DETAILS,
    /** What the doctor finds. */
    DOCTOR,
    /** The keys, and what the shapes mean. */
    KEYS;

    String title() {
        return name().toLowerCase(Locale.ROOT);
    }
}
