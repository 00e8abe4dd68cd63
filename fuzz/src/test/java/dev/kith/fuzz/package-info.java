/**
 * Purpose: any bytes and any lists of inputs for what reads bytes and for a whole engine, and what must hold of it.
 *
 * <p>Thread: one.
 *
 * <p>Time: virtual; nothing here is measured but how many inputs there were.
 *
 * <p>Uses: the rooms of core, {@code dev.kith.sim} for signatures that are free, Jazzer for the bytes.
 *
 * <p>Errors: {@link java.lang.AssertionError} that says which law was broken, or whatever the engine itself threw.
 */
@NullMarked
package dev.kith.fuzz;

import org.jspecify.annotations.NullMarked;
