/**
 * Purpose: the driver: interfaces, sockets and the one loop thread that feeds the engine.
 *
 * <p>Thread: the loop's own; opening and closing may be asked for from any.
 *
 * <p>Time: both clocks are read once a turn and passed down.
 *
 * <p>Uses: {@code dev.kith.node}, {@code dev.kith.peer}.
 *
 * <p>Errors: {@link java.io.IOException} at start; later a counter and, if it lasts, a degraded event.
 */
@NullMarked
package dev.kith.udp;

import org.jspecify.annotations.NullMarked;
