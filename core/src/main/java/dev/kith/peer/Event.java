package dev.kith.peer;

import dev.kith.text.Printable;
import java.time.Instant;

/** One piece of news: of a peer, or of this node's own ability to hear and be heard. */
public sealed interface Event {
    /** When it happened, by this node's wall clock. */
    Instant time();

    /** What became of a peer. */
    enum What {
        /** New in the roster, or back with a new incarnation. */
        JOINED,
        /** Says something new of itself. */
        CHANGED,
        /** Silent, and asked after. */
        SUSPECTED,
        /** Suspected or lost, and heard again: the same incarnation. */
        RECOVERED,
        /** Said goodbye. */
        LEFT,
        /** Crashed or cut off. */
        LOST
    }

    /**
     * A peer changed.
     *
     * @param what the change
     * @param peer the whole peer as it is after the change
     * @param evidence why
     * @param time when
     */
    record Change(What what, Peer peer, Evidence evidence, Instant time) implements Event {}

    /**
     * This node hears, tells or remembers less than it should.
     *
     * @param reason what is lost and why, one line for people
     * @param time since when
     */
    record Degraded(String reason, Instant time) implements Event {
        /** Makes the reason {@link Printable}: it may quote what others called things. */
        public Degraded {
            reason = Printable.of(reason);
        }
    }
}
