/**
 * Purpose: records, whose word wins, who is alive, and the fingerprint of it.
 *
 * <p>Thread: the one that steps the node.
 *
 * <p>Time: the moment given with each call.
 *
 * <p>Uses: {@code bound}, {@code time}, {@code peer}, {@code text}.
 *
 * <p>Errors: a word that does not count changes nothing.
 */
@NullMarked
package dev.kith.roster;

import org.jspecify.annotations.NullMarked;
