package dev.kith.watch;

/** How often questions to peers that are there are not answered in time, and so what silences in a row mean. */
final class Misses {
    private static final int SMOOTHING = 64;
    /** At first a question counts for as much as if so many had been asked before. */
    private static final int SMOOTHING_AT_FIRST = 16;

    private static final double RARELY = 1e-4;
    private static final double NEVER = 1e-6;
    private static final double LEAST = 0.04;
    private static final double MOST = 0.6;
    private static final int FEWEST = 3;
    /** So many of one series count at the most: a peer that was away is no loss of the network. */
    private static final int MAX_SERIES = 12;

    private double rate = LEAST;
    private int smoothing = SMOOTHING_AT_FIRST;

    /** A peer answered after so many questions that it did not. */
    void answeredAfter(int silences) {
        for (int silence = 0; silence < Math.min(silences, MAX_SERIES); silence++) {
            learn(1);
        }
        learn(0);
    }

    private void learn(int missed) {
        rate += (missed - rate) / smoothing;
        smoothing = Math.min(SMOOTHING, smoothing + 1);
    }

    /** As many as happen by chance once in ten thousand times: reason to doubt. */
    int silencesThatMean(boolean relayed) {
        return Math.max(FEWEST, inARow(RARELY, relayed));
    }

    /** As many as are worth asking others: half of those that mean something. */
    int silencesToShare(boolean relayed) {
        return (silencesThatMean(relayed) + 1) / 2;
    }

    /** As many as happen by chance once in a million times: reason to give up. */
    int silencesThatProve(boolean relayed) {
        return inARow(NEVER, relayed);
    }

    /** What a verdict on a peer depends on besides it, which may be asked through another. */
    Verdict.Group group(int others, boolean relayed, boolean beyond, boolean isolated) {
        return new Verdict.Group(others, silencesThatMean(relayed), silencesThatProve(relayed), beyond, isolated);
    }

    /** What another passes on goes twice as far, and may be lost on either half. */
    private int inARow(double chance, boolean relayed) {
        double missed = Math.max(LEAST, Math.min(rate, MOST));
        return (int) Math.ceil(Math.log(chance) / Math.log(relayed ? 1 - (1 - missed) * (1 - missed) : missed));
    }
}
