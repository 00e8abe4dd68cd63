package dev.kith.time;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/**
 * One deadline for each purpose. Arming a purpose again replaces its deadline, so a stale timer cannot fire.
 *
 * <p>Deadlines that fall together come due in the order they were armed, which keeps a replay the same.
 *
 * @param <P> the purpose; a value with equals and hashCode
 */
public final class Timers<P> {
    private record Armed<P>(long at, long order, P purpose) {}

    private final TreeSet<Armed<P>> byDeadline = new TreeSet<>(Timers::earlier);
    private final Map<P, Armed<P>> byPurpose = new HashMap<>();
    private long armings;

    private static int earlier(Armed<?> one, Armed<?> other) {
        int byDeadline = Long.compare(one.at(), other.at());
        return byDeadline != 0 ? byDeadline : Long.compare(one.order(), other.order());
    }

    /** Makes {@code purpose} due at {@code at} monotonic nanoseconds, and at no other time. */
    public void arm(P purpose, long at) {
        disarm(purpose);
        Armed<P> armed = new Armed<>(at, armings++, purpose);
        byPurpose.put(purpose, armed);
        byDeadline.add(armed);
    }

    /** Whether {@code purpose} has a deadline. */
    public boolean isArmed(P purpose) {
        return byPurpose.containsKey(purpose);
    }

    /** Forgets the deadline of {@code purpose}, if it has one. */
    public void disarm(P purpose) {
        Armed<P> old = byPurpose.remove(purpose);
        if (old != null) {
            byDeadline.remove(old);
        }
    }

    /** The earliest deadline in monotonic nanoseconds, or {@link Long#MAX_VALUE} when nothing is armed. */
    public long next() {
        return byDeadline.isEmpty() ? Long.MAX_VALUE : byDeadline.first().at();
    }

    /** Takes the earliest purpose that is due at {@code now}; it is disarmed by that. */
    public Optional<P> takeDue(long now) {
        if (next() > now) {
            return Optional.empty();
        }
        P purpose = byDeadline.first().purpose();
        disarm(purpose);
        return Optional.of(purpose);
    }
}
