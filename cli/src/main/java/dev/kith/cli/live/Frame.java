package dev.kith.cli.live;

import java.util.List;
import org.jline.utils.AttributedString;

/**
 * One picture of the screen, and what the next key is about.
 *
 * @param live what is known, though the picture may be of something earlier
 * @param view what the user sees; the cursor is on a row that there is, and no text is scrolled past its end
 * @param ids the peers that have a row in the table, in their order, those too that the screen has no room for
 * @param page how many rows or lines of text there are at once
 * @param visible those that the screen has room for
 * @param lines as many as the screen has, each as wide as the screen
 */
record Frame(
        Snapshot live, View view, List<String> ids, int page, List<String> visible, List<AttributedString> lines) {}
