/**
 * Purpose: what an application writes to find its peers; each class is one program to start from.
 *
 * <p>Thread: the program's own.
 *
 * <p>Time: none.
 *
 * <p>Uses: {@code dev.kith}, as any application.
 *
 * <p>Errors: {@link java.io.IOException} when the network cannot be opened.
 */
@NullMarked
package dev.kith.examples;

import org.jspecify.annotations.NullMarked;
