package dev.kith.bound;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A map that holds so many entries at the most: a new one pushes out the oldest. In the order of age, so that what is done in
 * that order is the same in every run.
 *
 * @param <K> the keys
 * @param <V> the values
 */
public final class Recent<K, V> extends LinkedHashMap<K, V> {
    private static final long serialVersionUID = 1;
    private static final int INITIAL_CAPACITY = 16;
    private static final float LOAD_FACTOR = 0.75f;

    private final int max;

    private Recent(int max, boolean byUse) {
        super(INITIAL_CAPACITY, LOAD_FACTOR, byUse);
        this.max = max;
    }

    /** One whose oldest entry is the one whose key was put in first; putting a key in again leaves its age. */
    public static <K, V> Recent<K, V> byAge(int max) {
        return new Recent<>(max, false);
    }

    /** One whose oldest entry is the one that was put in or asked for the longest ago. */
    public static <K, V> Recent<K, V> byUse(int max) {
        return new Recent<>(max, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
        return size() > max;
    }
}
