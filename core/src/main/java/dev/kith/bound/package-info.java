/**
 * Purpose: what is remembered of the network is bounded, and the oldest goes; and of thousands of peers it is small.
 *
 * <p>Thread: one writer.
 *
 * <p>Time: none; oldest is what was put in, or asked for, the longest ago.
 *
 * <p>Uses: nothing.
 *
 * <p>Errors: none.
 */
@NullMarked
package dev.kith.bound;

import org.jspecify.annotations.NullMarked;
