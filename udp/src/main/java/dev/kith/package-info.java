/**
 * Purpose: what an application depends on; {@link dev.kith.Kith} is the door.
 *
 * <p>Thread: every public method may be called from any thread; each node has one daemon thread of its own.
 *
 * <p>Time: durations are {@link java.time.Duration}, moments {@link java.time.Instant} of this host's clock.
 *
 * <p>Uses: {@code dev.kith.peer} for values, {@code dev.kith.udp} for sockets.
 *
 * <p>Errors: {@link java.io.IOException} when the network cannot be opened, {@link IllegalArgumentException} for a
 * setting that breaks its rule; after the start, trouble is an event.
 */
@NullMarked
package dev.kith;

import org.jspecify.annotations.NullMarked;
