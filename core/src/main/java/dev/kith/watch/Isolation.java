package dev.kith.watch;

import java.util.Collection;

/** Whether it is this node that is cut off: nobody has answered it for a while, of several whom it asked. */
final class Isolation {
    private static final long SILENCE = 1500_000_000L;
    private static final int SEVERAL = 2;

    private long lastHeard = Subject.NEVER;

    void heard(long now) {
        lastHeard = now;
    }

    boolean holds(Collection<Subject> subjects, int silencesThatMean, long now) {
        return lastHeard != Subject.NEVER
                && now - lastHeard >= SILENCE
                && subjects.stream()
                                .filter(subject -> !subject.lost && subject.silences >= silencesThatMean)
                                .limit(SEVERAL)
                                .count()
                        == SEVERAL;
    }
}
