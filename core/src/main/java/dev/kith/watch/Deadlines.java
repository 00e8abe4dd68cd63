package dev.kith.watch;

import dev.kith.bound.Sorted;
import java.util.Comparator;
import java.util.Optional;

/**
 * When something is due for each subject. As {@link dev.kith.time.Timers}, but the subjects themselves hold their deadlines, since
 * there are thousands of them.
 */
final class Deadlines {
    private final Sorted<Subject, Subject> armed = new Sorted<>(
            subject -> subject,
            Comparator.comparingLong((Subject subject) -> subject.dueAt).thenComparing(subject -> subject.id));

    void arm(Subject subject, long at) {
        disarm(subject);
        subject.dueAt = at;
        armed.put(subject);
    }

    void disarm(Subject subject) {
        if (subject.dueAt != Subject.NEVER) {
            armed.remove(subject);
            subject.dueAt = Subject.NEVER;
        }
    }

    /** The earliest deadline, or {@link Long#MAX_VALUE} when there is none. */
    long next() {
        return armed.size() == 0 ? Long.MAX_VALUE : armed.all().get(0).dueAt;
    }

    /** Takes the first that is due; of those that fall together the first by id. */
    Optional<Subject> takeDue(long now) {
        if (next() > now) {
            return Optional.empty();
        }
        Subject first = armed.all().get(0);
        disarm(first);
        return Optional.of(first);
    }
}
