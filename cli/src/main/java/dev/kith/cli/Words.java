package dev.kith.cli;

import picocli.CommandLine.ITypeConverter;

/**
 * Reads what was typed, and tells a shell which words there are, if they can be counted.
 *
 * @param <T> what is read
 */
interface Words<T> extends ITypeConverter<T>, Iterable<String> {}
