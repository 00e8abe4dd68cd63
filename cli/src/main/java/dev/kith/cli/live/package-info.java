/**
 * Purpose: the live table: who is there, on a terminal, until the user leaves.
 *
 * <p>Thread: {@link dev.kith.cli.live.LiveTable} draws on the thread that runs it; the keys, the news and the doctor have one
 * each, and hand over what they got. Everything else is a value or a pure function.
 *
 * <p>Time: the wall clock, read once for each {@link dev.kith.cli.live.Snapshot}; whatever is drawn of it goes by that.
 *
 * <p>Uses: {@code dev.kith} for the node, JLine for the terminal, the words of {@code dev.kith.cli} for peers, evidence and
 * ages.
 *
 * <p>Errors: a terminal that cannot be had is an {@link java.io.IOException}; a key that means nothing does nothing.
 */
@NullMarked
package dev.kith.cli.live;

import org.jspecify.annotations.NullMarked;
