package dev.kith.node;

import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** Counts what was heard and not believed, by reason. */
final class Rejections {
    private final SortedMap<String, Long> byReason = new TreeMap<>();

    void count(String reason) {
        byReason.merge(reason, 1L, Long::sum);
    }

    SortedMap<String, Long> byReason() {
        return Collections.unmodifiableSortedMap(new TreeMap<>(byReason));
    }
}
