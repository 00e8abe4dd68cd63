/**
 * Purpose: beyond what is said to all: addresses at which members may be, and where others see this node.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code peer}, {@code time}.
 *
 * <p>Errors: what is too much is left out, and how much is told.
 */
@NullMarked
package dev.kith.reach;

import org.jspecify.annotations.NullMarked;
