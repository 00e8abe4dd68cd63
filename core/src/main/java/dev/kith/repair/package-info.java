/**
 * Purpose: noticing that another knows something else, and asking it.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code peer}.
 *
 * <p>Errors: none.
 */
@NullMarked
package dev.kith.repair;

import org.jspecify.annotations.NullMarked;
