package dev.kith.node;

import java.util.Collections;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what was heard and not believed, by reason. */
final class Rejections {
    private final SortedMap<String, Long> byReason = new TreeMap<>();
    /** Asked for far more often than there is one more. */
    private Optional<SortedMap<String, Long>> copy = Optional.empty();

    void count(String reason) {
        byReason.merge(reason, 1L, Long::sum);
        copy = Optional.empty();
    }

    SortedMap<String, Long> byReason() {
        SortedMap<String, Long> now = copy.orElseGet(() -> Collections.unmodifiableSortedMap(new TreeMap<>(byReason)));
        copy = Optional.of(now);
        return now;
    }
}
