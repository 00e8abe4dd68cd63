package dev.kith.sim;

/** A law of the protocol did not hold in a run. */
public final class Broken extends AssertionError {
    private static final long serialVersionUID = 1;

    Broken(String law) {
        super(law);
    }
}
