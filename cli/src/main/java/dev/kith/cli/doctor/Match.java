package dev.kith.cli.doctor;

/** Whether a rule is for a datagram, as far as its words tell. */
enum Match {
    NO,
    MAYBE,
    YES;

    static Match of(boolean isSo) {
        return isSo ? YES : NO;
    }

    Match and(Match other) {
        return compareTo(other) < 0 ? this : other;
    }

    Match or(Match other) {
        return compareTo(other) < 0 ? other : this;
    }

    Match not() {
        return switch (this) {
            case NO -> YES;
            case MAYBE -> MAYBE;
            case YES -> NO;
        };
    }
}
