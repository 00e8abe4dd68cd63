package dev.kith.watch;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is known of one peer by asking it, and by asking others after it. */
final class Subject {
    static final long NEVER = Long.MIN_VALUE / 2;
    /** A host refuses once a second (RFC 1812, 4.3.2.8, as Linux has it), and of these refusals several may be lost. */
    private static final long HOST_ANSWERS_WITHIN = 6_000_000_000L;

    final PeerId id;
    /** The two numbers of its {@link RoundTrip}. */
    private int smoothed = RoundTrip.UNKNOWN.smoothed();

    private int variance = RoundTrip.UNKNOWN.variance();
    /** Where it was asked in this round, and has not answered. */
    private List<Endpoint> silent = List.of();

    /** Its deadline; kept by {@link Deadlines} alone. */
    long dueAt = NEVER;

    /** Whether it is for this node to watch it. */
    boolean target;

    /** When it was asked what it has not answered yet. */
    private List<Long> open = List.of();

    boolean suspected;
    boolean lost;
    /** Whether its last answer was passed on by another. */
    boolean relayed;

    /** What it counts for where nobody answers; kept by {@link Isolation} alone. */
    byte standing;

    long lastAsked = NEVER;
    long lastAnswer = NEVER;
    /** Where it answered last by itself, if it ever did. */
    @Nullable
    Endpoint answeredAt;

    private @Nullable Case against;

    Subject(PeerId id) {
        this.id = id;
    }

    /** What is held against it, to be read: nothing for most. */
    Case held() {
        return against == null ? new Case() : against;
    }

    /** The same, to be added to. */
    private Case against() {
        Case begun = held();
        against = begun;
        return begun;
    }

    /** The answer is whether that is another word than before. */
    boolean said(Word word, long now) {
        if (!held().hasRoomFor(word.speaker(), word.isAnswer())) {
            return false;
        }
        Case.Said before = held().words.get(word.speaker());
        boolean isNews = before == null || before.finding() != word.finding();
        against().said(word, now);
        return isNews;
    }

    /** What its host and others said of it is true for a while. */
    void forgetWhatIsOver(long now) {
        doubtHost(now);
        // Of one that never answered what others said may be all there is.
        if (against != null && everAnswered() && !lost) {
            against.forgetOver(now);
        }
    }

    /** The kernel says what became of a question. */
    void explained(Finding finding, long now) {
        if (finding != held().kernel) {
            against().silencesSinceKernel = 0;
        }
        against().kernel = finding;
        against().kernelSpoke = now;
    }

    /** A host that has answered nothing any more either is not there: it may have been cut off after its last answer. */
    private void doubtHost(long now) {
        if (held().kernel == Finding.STALLED && now - held().kernelSpoke >= HOST_ANSWERS_WITHIN) {
            against().kernel = Finding.SILENT;
        }
    }

    /** Another node answers where it was asked. */
    void replaced() {
        if (isAsked()) {
            against().replaced = true;
        }
    }

    void shared(long now) {
        against().lastShared = now;
    }

    void couldNotAsk(long now) {
        Case begun = against();
        begun.unaskableSince = begun.unaskableSince == NEVER ? now : begun.unaskableSince;
    }

    void vouched(long until) {
        against().vouchedUntil = until;
    }

    /** Lost, it is asked once more. */
    void lookAfter(boolean again) {
        open = again ? List.of() : open;
        if (again || against != null) {
            against().lookedAfter = again;
        }
    }

    void lose(long now) {
        against().looks += lost ? 1 : 0;
        against().lostAt = now;
        lost = true;
    }

    /** Whether it is lost, and was looked after in vain so short a time ago that it is not worth to do it again. */
    boolean wasLookedAfterLately(long now) {
        return lost && held().looks > 0 && now - held().lostAt < Periods.untilNextLook(held().looks);
    }

    void answered(long now) {
        lastAnswer = now;
        suspected = false;
        lost = false;
        open = List.of();
        silent = List.of();
        against = null;
    }

    RoundTrip roundTrip() {
        return new RoundTrip(smoothed, variance);
    }

    void measured(long nanos) {
        RoundTrip learned = roundTrip().and(nanos);
        smoothed = learned.smoothed();
        variance = learned.variance();
    }

    void asked(Endpoint at, long now) {
        if (lastAsked != now || !waits()) {
            open = Stream.concat(open.stream(), Stream.of(now)).toList();
        }
        silent = Stream.concat(silent.stream(), Stream.of(at)).toList();
        lastAsked = now;
        if (against != null) {
            against.unaskableSince = NEVER;
        }
    }

    /** Takes where it did not answer. */
    List<Endpoint> takeSilent() {
        List<Endpoint> taken = silent;
        silent = List.of();
        return taken;
    }

    /** How many of those whom this node asked gave it up. */
    long givenUpBy() {
        return held().vouches.values().stream()
                .filter(vouch -> vouch == Finding.LOST)
                .count();
    }

    /** How many others say this or something worse. */
    long saying(Finding atLeast) {
        return held().words.values().stream()
                .filter(word -> word.finding().compareTo(atLeast) >= 0)
                .count();
    }

    /** Those who found it silent, too. */
    List<PeerId> others() {
        return held().words.entrySet().stream()
                .filter(word -> word.getValue().finding() != Finding.HEARS)
                .map(Map.Entry::getKey)
                .toList();
    }

    boolean outvoted() {
        int against = others().size();
        int spokenFor = held().words.size() - against;
        return spokenFor > 0 && spokenFor >= against;
    }

    /**
     * Whether it is there by the word of others. Where it never answered this node, the first who says so may have invented it: the
     * word of a second is awaited.
     *
     * @param known how many others there are who may say something
     */
    boolean isBelieved(int known) {
        int said = held().words.size();
        return outvoted() && (everAnswered() || (said > 2 * others().size() && said >= Math.min(2, known)));
    }

    /** Whether an answer is awaited, or did not come. */
    boolean isAsked() {
        return waits() || held().silences > 0;
    }

    boolean isDoubted() {
        return held().silences > 0 || !others().isEmpty();
    }

    boolean everAnswered() {
        return lastAnswer != NEVER;
    }

    boolean waits() {
        return !open.isEmpty();
    }

    /** Counts what it has not answered in time as silences; the answer is whether there is any. */
    boolean countMissed(long now) {
        long inTime = isTimed() ? now - roundTrip().timeout() : now;
        List<Long> missed = open.stream().filter(asked -> asked <= inTime).toList();
        missed.forEach(asked -> against().missed(asked));
        open = open.subList(missed.size(), open.size());
        return !missed.isEmpty();
    }

    /** After how long without an answer the first question that is not counted yet, or else one that is asked now, is. */
    long untilMissed(long now) {
        long first = waits() && isTimed() ? open.get(0) : now;
        return first + roundTrip().timeout() - now;
    }

    /** Whether it is known how long its answers take. */
    private boolean isTimed() {
        return everAnswered() && !lost;
    }

    /** Whatever was held against it counts no more, but that others vouched for it. */
    void clear() {
        Case before = held();
        open = List.of();
        silent = List.of();
        against = null;
        if (before.vouchedUntil != NEVER) {
            vouched(before.vouchedUntil);
        }
    }
}
