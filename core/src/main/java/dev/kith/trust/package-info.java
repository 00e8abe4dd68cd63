/**
 * Purpose: identity, signatures, the keys and seals of closed groups, group tags, and numbers nobody can guess.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: none.
 *
 * <p>Uses: {@code bound}, {@code peer}.
 *
 * <p>Errors: a signature that is wrong is {@code false}; a JVM without Ed25519 is an {@link IllegalStateException}.
 */
@NullMarked
package dev.kith.trust;

import org.jspecify.annotations.NullMarked;
