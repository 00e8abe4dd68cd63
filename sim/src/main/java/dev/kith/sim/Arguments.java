package dev.kith.sim;

/** What a person gives to the programs of this module; what cannot be is said in one line, and ends the program. */
final class Arguments {
    private static final int WRONG_USE = 2;

    private Arguments() {}

    /** A share of datagrams that are lost. */
    static double loss(String given) {
        try {
            double loss = Double.parseDouble(given);
            if (loss >= 0 && loss < 1) {
                return loss;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw wrong(given + " is no share of datagrams to lose: from 0 to less than 1, such as 0.01");
    }

    /** How many of something, or which. */
    static int number(String given) {
        return number(given, 1);
    }

    /** So many at least. */
    static int number(String given, int least) {
        try {
            int number = Integer.parseInt(given);
            if (number >= least) {
                return number;
            }
        } catch (NumberFormatException noNumber) {
            // Said below.
        }
        throw wrong(given + " is no number from " + least + " to " + Integer.MAX_VALUE);
    }

    /** What is given after all that is known. */
    static void requireAtMost(int most, String... given) {
        if (given.length > most) {
            throw wrong(given[most] + " is one argument too many");
        }
    }

    private static IllegalStateException wrong(String line) {
        System.err.println(line);
        System.exit(WRONG_USE);
        return new IllegalStateException(line);
    }
}
