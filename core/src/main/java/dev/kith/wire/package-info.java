/**
 * Purpose: messages and records as bytes; nothing else knows bytes.
 *
 * <p>Thread: any; everything here is a pure function.
 *
 * <p>Time: none.
 *
 * <p>Uses: {@code peer}, {@code roster} for the record, {@code text}, and the port of {@code classic}.
 *
 * <p>Errors: bytes that are wrong are a value that names the field and its place, never an exception.
 */
@NullMarked
package dev.kith.wire;

import org.jspecify.annotations.NullMarked;
