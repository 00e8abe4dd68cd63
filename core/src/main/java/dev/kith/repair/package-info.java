/**
 * Purpose: noticing that another knows something else, and finding out what.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code time}, {@code peer}, {@code roster} for ranges of ids.
 *
 * <p>Errors: none.
 */
@NullMarked
package dev.kith.repair;

import org.jspecify.annotations.NullMarked;
