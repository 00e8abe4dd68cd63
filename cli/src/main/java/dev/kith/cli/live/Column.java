package dev.kith.cli.live;

import java.util.List;

/**
 * A column of the table, in the order they stand. The status, which ends with a Latin letter, stands between the name and all
 * numbers: a terminal that turns Hebrew and Arabic around would take digits that follow such a name along.
 */
enum Column {
    NAME(16),
    STATUS(9),
    HEARD(7),
    SINCE(7),
    RTT(8),
    KIND(7),
    ADDRESS(21),
    INTERFACE(9),
    SERVICES(12),
    META(16),
    VIA(9),
    ID(32);

    /** Who has to go last when there is no room. */
    static final List<Column> BY_IMPORTANCE =
            List.of(NAME, STATUS, ADDRESS, HEARD, SINCE, RTT, KIND, INTERFACE, SERVICES, META, VIA, ID);

    private static final List<Column> SORTING = List.of(NAME, STATUS, HEARD, SINCE, RTT, KIND, ADDRESS, INTERFACE);

    private final int least;

    Column(int least) {
        this.least = least;
    }

    /** How wide it is at least, unless what is in it is shorter. */
    int least() {
        return least;
    }

    /** Whether it is as wide as that in any case: what changes each second must not move what stands behind it. */
    boolean isSteady() {
        return this == STATUS || this == HEARD || this == SINCE || this == RTT;
    }

    /** Whether it is there only while something is in it. */
    boolean isOptional() {
        return this == SERVICES || this == META;
    }

    /** What is in it, whole. */
    String text(Row row) {
        return text(row, Integer.MAX_VALUE);
    }

    /** What is in it where it is so wide, which may still be too much. */
    String text(Row row, int columns) {
        return switch (this) {
            case NAME -> row.name();
            case STATUS -> row.status();
            case HEARD -> row.heardAgo();
            case SINCE -> row.age(row.peer().since());
            case RTT -> row.rtt();
            case KIND -> Row.lower(row.peer().kind());
            case ADDRESS -> row.addresses(columns);
            case INTERFACE -> Row.joined(row.peer().interfaces());
            case SERVICES -> row.services();
            case META -> row.meta();
            case VIA -> row.via();
            case ID -> row.peer().id();
        };
    }

    /** The next one by which rows can be sorted. */
    Column nextToSortBy() {
        return SORTING.get((SORTING.indexOf(this) + 1) % SORTING.size());
    }
}
