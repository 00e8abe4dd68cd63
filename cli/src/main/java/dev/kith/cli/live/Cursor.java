package dev.kith.cli.live;

import java.util.List;
import java.util.Optional;

/**
 * Which row is selected, and from which on rows are shown.
 *
 * @param id the peer that stays selected wherever its row goes; none until the user has chosen one
 * @param row where it was, for when it is there no more
 * @param top the first row that is shown
 */
record Cursor(Optional<String> id, int row, int top) {
    static final Cursor START = new Cursor(Optional.empty(), 0, 0);

    /** In these rows, of which so many are shown at once: on the same peer, or else at the same place, and visible. */
    Cursor in(List<String> ids, int page) {
        int found = id.map(ids::indexOf).orElse(-1);
        int at = clamp(found >= 0 ? found : row, ids.size() - 1);
        int from = clamp(top, ids.size() - page);
        if (at < from) {
            from = at;
        } else if (at >= from + page) {
            from = at - page + 1;
        }
        return new Cursor(id, at, from);
    }

    /** So many rows further, on the peer that is there. */
    Cursor moved(List<String> ids, int by) {
        int at = clamp(row + by, ids.size() - 1);
        return ids.isEmpty() ? this : new Cursor(Optional.of(ids.get(at)), at, top);
    }

    static int clamp(int value, int most) {
        return Math.max(0, Math.min(value, most));
    }
}
