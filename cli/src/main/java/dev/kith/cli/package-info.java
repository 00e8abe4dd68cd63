/**
 * Purpose: the command line; one class for each command, and what they share of reading options and showing peers.
 *
 * <p>Thread: the main thread reads the node's feed; the goodbye runs on the thread of the signal.
 *
 * <p>Time: the wall clock, in the zone of the user.
 *
 * <p>Uses: {@code dev.kith} for the node; picocli, JLine and Jackson for arguments, the terminal and JSON.
 *
 * <p>Errors: one line on the error stream and an exit code of {@link dev.kith.cli.Exit}; no stack trace for what a
 * person can cause.
 */
@NullMarked
package dev.kith.cli;

import org.jspecify.annotations.NullMarked;
