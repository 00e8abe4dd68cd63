/**
 * Purpose: how quick Kith is and what it costs, printed as a table beside the bounds it is held to.
 *
 * <p>Thread: one; each node under measurement is a process of its own, but for the engine, which is measured by itself.
 *
 * <p>Time: the monotonic clock, which all processes of a Linux host share; virtual for the engine.
 *
 * <p>Uses: {@code dev.kith} as an application does, {@code ./kith} as a person does, {@code dev.kith.lab} for hosts.
 *
 * <p>Errors: {@link java.lang.AssertionError} with what the programs printed, when something did not happen at all.
 */
@NullMarked
package dev.kith.bench;

import org.jspecify.annotations.NullMarked;
