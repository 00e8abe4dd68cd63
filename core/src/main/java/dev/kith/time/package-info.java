/**
 * Purpose: moments, timers by purpose, and rates.
 *
 * <p>Thread: one writer; a {@link dev.kith.time.Moment} may be read by any.
 *
 * <p>Time: monotonic nanoseconds inside, wall time beside them for people.
 *
 * <p>Uses: nothing.
 *
 * <p>Errors: none.
 */
@NullMarked
package dev.kith.time;

import org.jspecify.annotations.NullMarked;
