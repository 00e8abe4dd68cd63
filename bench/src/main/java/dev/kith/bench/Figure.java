package dev.kith.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** One row of the table: what was measured, in which unit, each sample, and the most that its median may be. */
final class Figure {
    private static final String ROW = "%-62s %9s %16s  %9s  %s";

    private final String name;
    private final String unit;
    private final double bound;
    private final List<Double> samples = new ArrayList<>();

    Figure(String name, String unit, double bound) {
        this.name = name;
        this.unit = unit;
        this.bound = bound;
    }

    static String heading() {
        return ROW.formatted("figure", "median", "min - max", "bound", "");
    }

    void add(double sample) {
        samples.add(sample);
    }

    void addNanos(long nanos) {
        add(nanos / 1e6);
    }

    String row() {
        List<Double> sorted = samples.stream().sorted().toList();
        double median = sorted.get(sorted.size() / 2);
        String range = number(sorted.get(0)) + " - " + number(sorted.get(sorted.size() - 1));
        if (bound == Double.POSITIVE_INFINITY) {
            return ROW.formatted(name + " (" + samples.size() + ")", number(median) + " " + unit, range, "", "");
        }
        String verdict = median <= bound ? "met" : "NOT MET";
        return ROW.formatted(
                name + " (" + samples.size() + ")",
                number(median) + " " + unit,
                range,
                number(bound) + " " + unit,
                verdict);
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, value < 100 ? "%.2f" : "%.0f", value);
    }
}
