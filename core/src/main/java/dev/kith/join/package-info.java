/**
 * Purpose: the announcements of a node, who answers them, and how a newcomer gets the roster.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code time}, {@code peer}.
 *
 * <p>Errors: what is not answered is asked for again, of another in the end.
 */
@NullMarked
package dev.kith.join;

import org.jspecify.annotations.NullMarked;
