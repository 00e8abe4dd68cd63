/**
 * Purpose: what is known of peers, and the news of it: immutable values for applications.
 *
 * <p>Thread: any; every value is immutable.
 *
 * <p>Time: wall time, as read by people.
 *
 * <p>Uses: {@code text}.
 *
 * <p>Errors: a value that breaks its rule is refused with {@link IllegalArgumentException}.
 */
@NullMarked
package dev.kith.peer;

import org.jspecify.annotations.NullMarked;
