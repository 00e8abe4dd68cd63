package dev.kith.bound;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;

/**
 * Values in the order of a key that each holds, in one array. Of a tree of thousands each value takes an eighth of the
 * memory; in return a new one moves those behind it, which takes a microsecond for ten thousand. Where keys are evenly spread a
 * few values are looked at to find one, for each of which memory is waited for (interpolation search, Peterson 1957).
 *
 * @param <K> the keys; that of a value does not change while it is in here
 * @param <V> the values
 */
public final class Sorted<K, V> {
    /** Keys that are not spread as they should be are found by halves after so many. */
    private static final int GUESSES = 6;

    private static final double HALF = 0.5;

    private final List<V> values = new ArrayList<>();
    private final List<V> shown = Collections.unmodifiableList(values);
    private final Function<V, K> key;
    private final Comparator<K> order;
    private final ToDoubleFunction<K> share;

    /** Nothing yet. */
    public Sorted(Function<V, K> key, Comparator<K> order) {
        this(key, order, anywhere -> Double.NaN);
    }

    /**
     * The same for keys that are evenly spread.
     *
     * @param share the part of all keys there could be that come before one, from 0 to 1, in the same order
     */
    public Sorted(Function<V, K> key, Comparator<K> order, ToDoubleFunction<K> share) {
        this.key = key;
        this.order = order;
        this.share = share;
    }

    /** How many there are. */
    public int size() {
        return values.size();
    }

    /** All, in order; what is put in or removed later shows in it. */
    public List<V> all() {
        return shown;
    }

    /** The value of that key. */
    public Optional<V> find(K sought) {
        int at = search(sought);
        return at < 0 ? Optional.empty() : Optional.of(values.get(at));
    }

    /** Puts a value in, instead of the one with the same key if there is one. */
    public void put(V value) {
        int at = search(key.apply(value));
        if (at >= 0) {
            values.set(at, value);
        } else {
            values.add(~at, value);
        }
    }

    /** Removes the value of that key, if there is one. */
    public void remove(K removed) {
        int at = search(removed);
        if (at >= 0) {
            values.remove(at);
        }
    }

    /** Those behind one key, up to and with another. */
    public List<V> between(K after, K upTo) {
        int from = behind(after);
        return Collections.unmodifiableList(values.subList(from, Math.max(from, behind(upTo))));
    }

    /** The first behind that key, or the first of all if there is none: the values as a ring. */
    public Optional<V> next(K after) {
        int at = behind(after);
        return at < values.size()
                ? Optional.of(values.get(at))
                : values.stream().findFirst();
    }

    /** The last before that key, or the last of all if there is none. */
    public Optional<V> previous(K before) {
        int at = search(before);
        int from = (at < 0 ? ~at : at) - 1;
        return values.isEmpty() ? Optional.empty() : Optional.of(values.get(from < 0 ? values.size() - 1 : from));
    }

    private int behind(K after) {
        int at = search(after);
        return at < 0 ? ~at : at + 1;
    }

    /** As {@link Collections#binarySearch}, whose sought value would have to be a whole one. */
    private int search(K sought) {
        int low = 0;
        int high = values.size() - 1;
        double wanted = share.applyAsDouble(sought);
        double before = 0;
        double behind = 1;
        for (int looked = 0; low <= high; looked++) {
            double part = looked < GUESSES ? (wanted - before) / (behind - before) : HALF;
            // Neither where keys have no share nor where two have the same.
            int at = low + (int) ((part >= 0 && part <= 1 ? part : HALF) * (high - low));
            K there = key.apply(values.get(at));
            int compared = order.compare(there, sought);
            if (compared == 0) {
                return at;
            } else if (compared < 0) {
                low = at + 1;
                before = share.applyAsDouble(there);
            } else {
                high = at - 1;
                behind = share.applyAsDouble(there);
            }
        }
        return ~low;
    }
}
