/**
 * Purpose: what may be shown to a person or written to a log, and how long a label may be.
 *
 * <p>Thread: any; everything here is a pure function.
 *
 * <p>Time: none.
 *
 * <p>Uses: nothing.
 *
 * <p>Errors: a label that breaks its rule is refused with {@link IllegalArgumentException}.
 */
@NullMarked
package dev.kith.text;

import org.jspecify.annotations.NullMarked;
