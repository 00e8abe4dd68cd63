/**
 * Purpose: whom this node reaches by what it says to all, as the answers of peers show.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: monotonic nanoseconds given with each call.
 *
 * <p>Uses: {@code bound}, {@code peer}.
 *
 * <p>Errors: where nothing is known, nothing is held against multicast.
 */
@NullMarked
package dev.kith.spread;

import org.jspecify.annotations.NullMarked;
