/**
 * Purpose: the deterministic world: many nodes, one virtual clock, links with faults, and oracles that watch it all.
 *
 * <p>Thread: one; a run is a function of its seed.
 *
 * <p>Time: virtual nanoseconds from zero.
 *
 * <p>Uses: {@code dev.kith.node} and what it takes and gives.
 *
 * <p>Errors: a broken law is a {@link dev.kith.sim.Broken} that names the seed, the moment and the law.
 */
@NullMarked
package dev.kith.sim;

import org.jspecify.annotations.NullMarked;
