package dev.kith.watch;

import java.util.Collection;

/**
 * Whether it is this node that is cut off: nobody has answered it for a while, of several whom it asked. Anybody can have peers listed
 * that never answer: as long as there is one that has, it takes the silence of those that have.
 */
final class Isolation {
    private static final long SILENCE = 1500_000_000L;
    static final int SEVERAL = 2;
    private static final long LASTS = 60_000_000_000L;
    /** Two announcements long, by which they are heard. */
    private static final long HELD_FOR = 30_000_000_000L;

    /** One that does not answer or may not be asked; one that does not answer; one that answered before. */
    private static final int MUTE = 1;

    private static final int SILENT = 2;
    private static final int KNOWN = 4;

    /** How many there are of each standing but none, since there may be thousands, who are not looked at each time. */
    private final int[] counted = new int[MUTE + SILENT + KNOWN + 1];

    private int silencesCounted;
    private long lastHeard = Subject.NEVER;
    private long lastAnswer = Subject.NEVER;
    private long lastHeld = Subject.NEVER;
    /** Until somebody is heard: a question that was just sent tells nothing new. */
    private boolean found;
    /** Since then those who answered before were asked. */
    private boolean doubted;

    void heard(long now) {
        lastHeard = now;
        found = false;
        doubted = false;
    }

    /** Something became of a peer. */
    void count(Subject subject) {
        count(subject, standing(subject));
    }

    /** A peer is no more. */
    void forget(Subject subject) {
        count(subject, 0);
    }

    private void count(Subject subject, int standing) {
        counted[subject.standing]--;
        counted[standing]++;
        subject.standing = (byte) standing;
    }

    private int standing(Subject subject) {
        if (subject.lost) {
            return 0;
        }
        boolean silent = subject.held().silences >= silencesCounted;
        boolean mute = silent || subject.held().unaskableSince != Subject.NEVER;
        return (mute ? MUTE : 0) + (silent ? SILENT : 0) + (subject.everAnswered() ? KNOWN : 0);
    }

    private int count(int standing) {
        int count = 0;
        for (int each = standing; each < counted.length; each++) {
            count += (each & standing) == standing ? counted[each] : 0;
        }
        return count;
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
        if (silencesThatMean != silencesCounted) {
            silencesCounted = silencesThatMean;
            subjects.forEach(this::count);
        }
        int known = count(KNOWN);
        boolean knownToo = known == 0 || (count(KNOWN + SILENT) > 0 && count(KNOWN + MUTE) >= Math.min(SEVERAL, known));
        found = knownToo && areSeveralMute();
        return found;
    }

    private boolean areSeveralMute() {
        return count(SILENT) > 0 && count(MUTE) >= SEVERAL;
    }

    /** Whether several are silent who never answered: then those who did are asked, once, whose answer tells. */
    boolean takeDoubt(long now) {
        boolean doubts = !found && !doubted && now - lastHeard >= SILENCE && areSeveralMute() && count(KNOWN) > 0;
        doubted |= doubts;
        return doubts;
    }

    /** After that, whoever does not answer is given up all the same. */
    boolean isOver(long now) {
        return now - lastHeard >= LASTS;
    }
}
