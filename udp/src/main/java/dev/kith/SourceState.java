package dev.kith;

import java.util.Optional;

/**
 * How one candidate source does.
 *
 * @param source its kind and what was wanted of it, as in {@code dns pods.example}
 * @param named how many addresses it names now; those it names twice count twice
 * @param asked how many times it was asked
 * @param trouble why it could not tell the last time, if so
 */
public record SourceState(String source, int named, int asked, Optional<String> trouble) {}
