package dev.kith.watch;

/**
 * How often questions to peers that are there are not answered in time, and so how many silences in a row mean something: as
 * many as happen by chance once in a thousand times.
 */
final class Misses {
    private static final double SMOOTHING = 1.0 / 64;
    private static final double BY_CHANCE = 0.001;
    private static final double LEAST = 0.05;
    private static final int FEWEST = 3;
    private static final int MOST = 12;

    private double rate = LEAST;

    /** A peer answered after so many questions that it did not. */
    void answeredAfter(int silences) {
        for (int silence = 0; silence < Math.min(silences, MOST); silence++) {
            rate += (1 - rate) * SMOOTHING;
        }
        rate -= rate * SMOOTHING;
    }

    int silencesThatMean() {
        double silences = Math.log(BY_CHANCE) / Math.log(Math.max(LEAST, Math.min(rate, 1 - LEAST)));
        return (int) Math.max(FEWEST, Math.min(MOST, Math.ceil(silences)));
    }
}
