/**
 * Purpose: who is asked whether it is there, and what its silence means.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code time}, {@code peer}.
 *
 * <p>Errors: none.
 */
@NullMarked
package dev.kith.watch;

import org.jspecify.annotations.NullMarked;
