package dev.kith.watch;

import java.util.List;

/** What silence means: the rules by which a peer is suspected and lost, of what is known of it and of the group alone. */
final class Verdict {
    private static final long MILLI = 1_000_000L;
    /** The first silences may be one burst of loss. */
    private static final long BURST = 150 * MILLI;
    /** Others who were asked and do not say anything in this time cannot, or are not there. */
    private static final long OTHERS_ANSWER_WITHIN = 300 * MILLI;

    /** Of one that was vouched for: the next question, which is the ground to ask others anew, and their answer. */
    private static final long VOUCHED_ANEW_WITHIN = Periods.WATCHED + 500 * MILLI;

    /** Of a process whose host says that it is gone; can be forged, and so is not enough by itself. */
    private static final long GONE_LASTS = 200 * MILLI;

    private static final int SILENCES_OF_THE_GONE = 4;
    /** Of a process that stands still on a host that is there: a long collection, a debugger, a stopped terminal. */
    private static final long STALLED_LASTS = 15_000 * MILLI;

    private static final long CUT_LASTS = 2800 * MILLI;
    private static final int SILENCES_OF_THE_CUT = 15;
    /** The same, when others have given it up. */
    private static final long GIVEN_UP_LASTS = 1000 * MILLI;

    private static final int SILENCES_OF_THE_GIVEN_UP = 8;
    /** Nobody else says that it is silent, nor that it is not. */
    private static final long UNCONFIRMED_LASTS = 10_000 * MILLI;
    /** Of a peer that never answered, and so may be asked rarely only. */
    private static final long NEVER_ANSWERED_LASTS = 20_000 * MILLI;

    private static final int SILENCES_OF_THE_UNKNOWN = 3;
    private static final long UNKNOWN_DOUBTED = 2000 * MILLI;
    /** Of one that never answered and may be asked rarely only, or not at all: six questions, where it is one in ten seconds. */
    private static final long UNASKABLE_LASTS = 55_000 * MILLI;

    /**
     * What a verdict depends on besides the peer.
     *
     * @param others how many others are there who could ask it, too
     * @param silencesThatMean how many silences in a row are reason to doubt
     * @param silencesThatProve how many are no chance any more
     * @param beyond whether peers may be where a way has to be opened to them first
     * @param isolated whether nobody at all answers this node, which is likelier to be cut off itself, for a while
     */
    record Group(int others, int silencesThatMean, int silencesThatProve, boolean beyond, boolean isolated) {}

    private Verdict() {}

    static boolean suspects(Subject subject, Group group, long now) {
        // A firewall on the way may say that nobody is at its port, too: then others hear it none the less.
        boolean vouched = now < subject.held().vouchedUntil + VOUCHED_ANEW_WITHIN
                && (subject.held().kernel != Finding.GONE || subject.outvoted());
        boolean enough = subject.held().silences >= group.silencesThatMean();
        long silence = now - subject.held().silentSince;
        boolean confirmed = subject.saying(Finding.SILENT) > 0;
        if (!vouched && !subject.everAnswered() && subject.held().kernel != Finding.GONE) {
            boolean askedRarely = subject.held().silences >= SILENCES_OF_THE_UNKNOWN && silence >= NEVER_ANSWERED_LASTS;
            return askedRarely || (enough && ((confirmed && !group.beyond()) || silence >= UNKNOWN_DOUBTED));
        }
        if (!enough || vouched) {
            return false;
        }
        boolean nobodySays =
                subject.held().lastShared != Subject.NEVER && now - subject.held().lastShared >= OTHERS_ANSWER_WITHIN;
        return confirmed || (silence >= BURST && (group.others() == 0 || nobodySays));
    }

    static boolean loses(Subject subject, Group group, long now) {
        if (group.isolated()) {
            return false;
        }
        long silence = now - subject.held().silentSince;
        if (subject.held().unaskableSince != Subject.NEVER) {
            boolean silentWheneverAsked = subject.suspected
                    && !subject.everAnswered()
                    && subject.held().silences >= SILENCES_OF_THE_UNKNOWN
                    && silence >= UNASKABLE_LASTS;
            return othersGaveItUp(subject, group)
                    || (isFoundLost(subject, group, silence) && now >= subject.held().vouchedUntil)
                    || now - subject.held().unaskableSince >= UNASKABLE_LASTS
                    || silentWheneverAsked;
        }
        if (!subject.suspected || subject.held().silences == 0 || now < subject.held().vouchedUntil) {
            return false;
        }
        if (!subject.everAnswered() && subject.held().kernel != Finding.GONE) {
            boolean enough = subject.held().silences >= group.silencesThatMean();
            return subject.held().silences >= SILENCES_OF_THE_UNKNOWN
                    && (silence >= (enough ? NEVER_ANSWERED_LASTS : UNASKABLE_LASTS) || othersGaveItUp(subject, group));
        }
        boolean noChance = subject.held().silences >= group.silencesThatProve();
        return switch (subject.held().kernel) {
            case GONE -> isGone(subject, group, silence) || (noChance && isCut(subject, group, silence));
            case STALLED -> noChance && silence >= STALLED_LASTS;
            default -> noChance && isCut(subject, group, silence);
        };
    }

    private static boolean othersGaveItUp(Subject subject, Group group) {
        return subject.givenUpBy() >= Math.min(2, Math.max(1, group.others()));
    }

    /** It was asked as often as it might be, and those who watch it, and so may ask, went on. */
    private static boolean isFoundLost(Subject subject, Group group, long silence) {
        return subject.suspected
                && subject.everAnswered()
                && subject.held().silences >= group.silencesThatMean()
                && silence >= GIVEN_UP_LASTS
                && subject.saying(Finding.LOST) >= 2;
    }

    private static boolean isGone(Subject subject, Group group, long silence) {
        boolean confirmed = group.others() == 0 || subject.saying(Finding.GONE) > 0;
        boolean asked =
                subject.held().silencesSinceKernel > Math.max(SILENCES_OF_THE_GONE - 1, group.silencesThatMean());
        return confirmed && silence >= GONE_LASTS && asked;
    }

    private static boolean isCut(Subject subject, Group group, long silence) {
        boolean confirmed = group.others() == 0 || subject.saying(Finding.SILENT) > 0;
        boolean givenUp = subject.saying(Finding.LOST) > 0;
        return (confirmed && silence >= CUT_LASTS && subject.held().silences >= SILENCES_OF_THE_CUT)
                || (givenUp && silence >= GIVEN_UP_LASTS && subject.held().silences >= SILENCES_OF_THE_GIVEN_UP)
                || silence >= UNCONFIRMED_LASTS;
    }

    /** The ground, for people. */
    static String reason(Subject subject, boolean isolated) {
        if (isolated) {
            return "nobody answers this node";
        }
        if (subject.held().silences == 0) {
            return "no address is known at which it may be asked";
        }
        return silences(subject.held().silences)
                + switch (subject.held().kernel) {
                    case GONE ->
                        subject.held().replaced
                                ? ", and another node is at its address"
                                : ", and its host says that nobody is at its port";
                    case STALLED -> ", but its host answers";
                    default -> "";
                }
                + others(subject.others());
    }

    private static String silences(int silences) {
        return silences + (silences == 1 ? " question was" : " questions were") + " not answered";
    }

    private static String others(List<?> others) {
        return others.isEmpty()
                ? ""
                : "; " + others.size() + (others.size() == 1 ? " other found" : " others found") + " the same";
    }
}
