/**
 * Purpose: the plain beacon: saying it, reading it from any bytes, and who is heard.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given by the caller.
 *
 * <p>Uses: {@code time}, {@code text}, {@code peer}.
 *
 * <p>Errors: no datagram is an error; what is turned away is counted and said.
 */
@NullMarked
package dev.kith.classic;

import org.jspecify.annotations.NullMarked;
