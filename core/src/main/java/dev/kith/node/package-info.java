/**
 * Purpose: puts the rooms together; the only one that talks to the outside.
 *
 * <p>Thread: one writer: the caller of {@link dev.kith.node.Node#step}.
 *
 * <p>Time: given with every input; {@link dev.kith.node.Node#nextWake} says when it must be called again.
 *
 * <p>Uses: every other room.
 *
 * <p>Errors: none for input from the network; a caller's mistake is an {@link IllegalArgumentException}.
 */
@NullMarked
package dev.kith.node;

import org.jspecify.annotations.NullMarked;
