/**
 * Purpose: the doctor: looks at this host and its network, and says what keeps nodes from each other, and what mends it. What a
 * node has seen decides; facts explain.
 *
 * <p>Thread: whoever asks; a check keeps nothing.
 *
 * <p>Time: none but that of {@link dev.kith.cli.doctor.LocalHost}, which waits for commands and answers for seconds at most.
 *
 * <p>Uses: {@code dev.kith} for the node; what the host tells comes through {@link dev.kith.cli.doctor.Host} alone.
 *
 * <p>Errors: what is not told, is not there or fails explains nothing, and is no failure.
 */
@NullMarked
package dev.kith.cli.doctor;

import org.jspecify.annotations.NullMarked;
