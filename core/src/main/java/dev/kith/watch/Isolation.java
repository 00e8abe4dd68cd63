package dev.kith.watch;

import java.util.Collection;

/** Whether it is this node that is cut off: nobody has answered it for a while, of several whom it asked. */
final class Isolation {
    private static final long SILENCE = 1500_000_000L;
    private static final int SEVERAL = 2;
    private static final long LASTS = 60_000_000_000L;
    /** Two announcements long, by which they are heard. */
    private static final long HELD_FOR = 30_000_000_000L;

    private long lastHeard = Subject.NEVER;
    private long lastAnswer = Subject.NEVER;
    private long lastHeld = Subject.NEVER;
    /** Until somebody is heard: a question that was just sent tells nothing new. */
    private boolean found;

    void heard(long now) {
        lastHeard = now;
        found = false;
    }

    /** A peer answered. */
    void answered(long now) {
        lastAnswer = now;
        heard(now);
    }

    /** Others are heard to be there, but cannot be understood. */
    void hold(long now) {
        lastHeld = now;
    }

    /** Whether such are heard, and nobody else: whatever hosts say then, nobody is to be given up. */
    boolean isHeld(long now) {
        return now - lastHeld < HELD_FOR && now - lastAnswer >= SILENCE;
    }

    /** One that may not be asked is as silent as one that does not answer, as long as there is one of these. */
    boolean holds(Collection<Subject> subjects, int silencesThatMean, long now) {
        if (found || lastHeard == Subject.NEVER || now - lastHeard < SILENCE) {
            return found;
        }
        int mute = 0;
        boolean asked = false;
        for (Subject subject : subjects) {
            boolean silent = subject.held().silences >= silencesThatMean;
            if (!subject.lost && (silent || subject.held().unaskableSince != Subject.NEVER)) {
                mute++;
                asked |= silent;
            }
        }
        found = asked && mute >= SEVERAL;
        return found;
    }

    /** After that, whoever does not answer is given up all the same. */
    boolean isOver(long now) {
        return now - lastHeard >= LASTS;
    }
}
