package dev.kith.watch;

import dev.kith.bound.Recent;
import dev.kith.bound.Sorted;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.time.Duration;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Asks peers whether they are there, and tells what their silence means: those that are for this node to watch once a second,
 * the others rarely; one that does not answer again and again, until it does or is held lost; of the lost ones one every five
 * seconds, in turn, for ever.
 */
public final class Watch {
    private static final long MILLI = 1_000_000L;
    private static final long SHARE_AGAIN = 2000 * MILLI;
    private static final long VOUCHED_LASTS = 2000 * MILLI;
    private static final long JUST_ANSWERED = 20 * MILLI;
    private static final long JUST_LOST = 1000 * MILLI;
    private static final long LOST_PERIOD = 5000 * MILLI;
    private static final int MAX_OPEN_NONCES = 4096;

    private record Asked(PeerId id, Endpoint to, long at) {}

    /** By id, so that what is done for all is done in the same order in every run. */
    private final Sorted<PeerId, Subject> subjects =
            new Sorted<>(subject -> subject.id, Comparator.naturalOrder(), PeerId::share);

    private Set<PeerId> watched = Set.of();
    private final Deadlines due = new Deadlines();
    private final Periods periods;
    private boolean beyond;
    private final Set<PeerId> lost = new LinkedHashSet<>();
    private final Misses misses = new Misses();
    /** One of the lost is asked then; there may be none. */
    private long nextRetry;

    private final Isolation isolation = new Isolation();
    private final Map<Long, Asked> byNonce = Recent.byAge(MAX_OPEN_NONCES);

    /**
     * Watches nobody yet.
     *
     * @param phase any number, random between the nodes of a group: when in each second this one asks
     */
    public Watch(long phase) {
        periods = new Periods(phase);
    }

    /** Begins to know a peer, or to know it anew: it is asked soon, but many are not asked at once. */
    public void begin(PeerId id, long now, long chance) {
        end(id);
        if (subjects.size() == lost.size()) {
            // There was nobody who could have answered.
            isolation.heard(now);
        }
        Subject subject = new Subject(id);
        subjects.put(subject);
        due.arm(subject, now + Math.floorMod(chance, Periods.first(subjects.size())));
    }

    /** Whether the ways to peers are forgotten when nothing goes by them for a while: then none waits as long as it was to before. */
    public void keepAlive(boolean needed, long now) {
        if (periods.keepAlive(needed) && needed) {
            for (Subject subject : subjects.all()) {
                long inTime = periods.next(subject, subjects.size(), now);
                if (subject.dueAt > inTime) {
                    due.arm(subject, inTime);
                }
            }
        }
    }

    /** Whether peers may be where a way has to be opened to them first: the silence of one that never answered means less. */
    public void reachBeyond(boolean needed) {
        beyond = needed;
    }

    /** Who is for this node to watch from now on. */
    public void watch(Set<PeerId> targets, long now) {
        for (PeerId former : watched) {
            if (!targets.contains(former)) {
                subjects.find(former).ifPresent(subject -> subject.target = false);
            }
        }
        for (PeerId target : targets) {
            subjects.find(target).filter(subject -> !subject.target).ifPresent(subject -> {
                subject.target = true;
                if (!subject.waits() && subject.held().silences == 0 && !subject.lost) {
                    long inTurn = periods.turn(now);
                    // Whom a way has to be opened to is to be asked at a moment that may be sooner.
                    due.arm(subject, beyond ? Math.min(inTurn, Math.max(now, subject.dueAt)) : inTurn);
                }
            });
        }
        watched = Set.copyOf(targets);
    }

    /** Asks a peer at once, if it was not asked just now: something speaks for it. Of one that is lost that may be old, and is less and less reason. */
    public void askNow(PeerId id, long now) {
        Subject subject = find(id);
        if (subject != null && now - subject.lastAsked >= Periods.AGAIN_AT_MOST && !subject.wasLookedAfterLately(now)) {
            subject.lookAfter(subject.lost);
            due.arm(subject, now);
        }
    }

    /** A peer asked this node, and was answered, which keeps the way open as well. A while later it is asked all the same: anybody may ask in its name. */
    public void wasAsked(PeerId id, long now) {
        subjects.find(id)
                .filter(subject -> !subject.target && !subject.isAsked() && !subject.isDoubted())
                .filter(subject -> periods.mayWait(subject, subjects.size(), now))
                .ifPresent(subject -> due.arm(subject, now + periods.regular(subject, subjects.size())));
    }

    /** Asks a peer at some moment. */
    public void askAt(PeerId id, long at) {
        subjects.find(id).ifPresent(subject -> due.arm(subject, at));
    }

    /** Another says what it found; where that speaks against a peer, it is asked at {@code at}. */
    public void said(PeerId id, Word word, long now, long at) {
        Finding finding = word.finding();
        Subject subject = find(id);
        // That a peer is heard keeps it, and counts as an answer alone: anybody can say it in the name of another.
        if (subject == null || subject.lost || (finding == Finding.HEARS && !word.isAnswer())) {
            return;
        }
        boolean isNews = subject.said(word, now);
        if (isNews && finding == Finding.LOST && !subject.everAnswered()) {
            // Its own silences do not lose it: whoever was asked before and had not given it up yet is asked anew.
            subject.shared(Subject.NEVER);
        }
        isolation.heard(now);
        if (!subject.outvoted()) {
            subject.vouched(Subject.NEVER);
        }
        if (finding != Finding.HEARS) {
            if (!subject.isAsked() && now - subject.lastAnswer >= JUST_ANSWERED) {
                due.arm(subject, at);
            }
        } else if (subject.outvoted()) {
            subject.vouched(now + VOUCHED_LASTS);
            subject.suspected &= !subject.isBelieved(subjects.size() - 1);
        }
    }

    /** Whether others hear a peer that this node does not, and how it is so held to be there. */
    public boolean isVouchedFor(PeerId id, long now) {
        Subject subject = find(id);
        return subject != null && now < subject.held().vouchedUntil && subject.isBelieved(subjects.size() - 1);
    }

    /** The kernel says of a peer's silence that its port is closed, or that a closed port of its host answers. */
    public void kernelSays(PeerId id, Finding finding, long now) {
        Subject subject = find(id);
        isolation.heard(now);
        if (subject != null && subject.isAsked() && finding.compareTo(subject.held().kernel) >= 0) {
            boolean isNews = finding != subject.held().kernel;
            subject.explained(finding, now);
            if (isNews && finding == Finding.GONE && !subject.lost) {
                // There will be no answer to wait for.
                due.arm(subject, now);
            }
        }
    }

    /** What this node itself found of a peer by now, if it has asked often enough to tell. */
    public Optional<Finding> finding(PeerId id, long now) {
        Subject subject = find(id);
        if (subject == null) {
            return Optional.empty();
        }
        if (subject.lost) {
            boolean justNow = now - subject.held().lostAt < JUST_LOST || subject.wasLookedAfterLately(now);
            return justNow ? Optional.of(Finding.LOST) : Optional.empty();
        }
        if (subject.held().silences == 0 && now - subject.lastAnswer < JUST_ANSWERED) {
            return Optional.of(Finding.HEARS);
        }
        boolean enough = subject.everAnswered()
                && (subject.held().silences >= misses.silencesThatMean(subject.relayed)
                        || subject.held().kernel == Finding.GONE);
        return enough ? Optional.of(subject.held().kernel) : Optional.empty();
    }

    /** Others were asked after a peer. */
    public void shared(PeerId id, long now) {
        subjects.find(id).ifPresent(subject -> subject.shared(now));
    }

    /** Ends watching a peer, which left. */
    public void end(PeerId id) {
        subjects.find(id).ifPresent(due::disarm);
        subjects.find(id).ifPresent(isolation::forget);
        subjects.remove(id);
        lost.remove(id);
    }

    /** This process stood still: what was not answered meanwhile proves nothing. */
    public void forgive(long now) {
        isolation.heard(now);
        for (Subject subject : subjects.all()) {
            if (!subject.lost && subject.isAsked()) {
                subject.clear();
                isolation.count(subject);
                due.arm(subject, now + Math.floorMod(subject.id.low(), Periods.WATCHED));
            }
        }
    }

    /** Others are heard, though nobody can be understood: as long as nobody answers, nobody is given up for it. */
    public void holdIsolation(long now) {
        isolation.hold(now);
    }

    /** Whether nobody answers this node at all, so that it is likelier to be cut off itself than all others to be gone. */
    public boolean isIsolated(long now) {
        return isolation.holds(subjects.all(), misses.silencesThatMean(false), now);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return Math.min(due.next(), lost.isEmpty() ? Long.MAX_VALUE : nextRetry);
    }

    /**
     * Takes what is due for one peer.
     *
     * @param others how many others are there besides a peer who could say what became of it
     */
    public Optional<Due> takeDue(long now, ToIntFunction<PeerId> others) {
        Optional<Subject> first = due.takeDue(now);
        if (first.isEmpty() && !lost.isEmpty() && now >= nextRetry) {
            nextRetry = now + LOST_PERIOD;
            PeerId id = lost.iterator().next();
            lost.remove(id);
            lost.add(id);
            first = subjects.find(id);
        }
        return first.map(subject -> judge(subject, others.applyAsInt(subject.id), now));
    }

    private Due judge(Subject subject, int others, long now) {
        boolean missed = subject.countMissed(now);
        if (missed) {
            isolation.count(subject);
        }
        subject.forgetWhatIsOver(now);
        List<Endpoint> silent = subject.takeSilent();
        boolean isolated = isIsolated(now);
        askKnown(now);
        boolean keepsAll = (isolated && !isolation.isOver(now)) || isolation.isHeld(now);
        Verdict.Group group = misses.group(others, subject.relayed, beyond, keepsAll);
        Due.Step step = step(subject, group, now);
        String reason = Verdict.reason(subject, isolated);
        boolean worthSharing = subject.held().silences >= misses.silencesToShare(subject.relayed)
                || (subject.held().silences > 0 && subject.held().kernel == Finding.GONE)
                || subject.held().unaskableSince != Subject.NEVER;
        boolean isItsTurn = subject.lost && !subject.held().lookedAfter;
        boolean shares = isItsTurn || (!subject.lost && worthSharing && now - subject.held().lastShared >= SHARE_AGAIN);
        Finding finding = subject.lost ? Finding.LOST : subject.held().kernel;
        if (step == Due.Step.LOSE) {
            subject.lose(now);
            isolation.count(subject);
            if (lost.isEmpty()) {
                nextRetry = now + LOST_PERIOD;
            }
            lost.add(subject.id);
        } else if (subject.held().lookedAfter) {
            subject.lookAfter(!missed);
            if (missed) {
                subject.lose(now);
            } else {
                due.arm(subject, now + Periods.AGAIN_AT_MOST);
            }
        } else if (step != Due.Step.RETRY) {
            subject.suspected |= step == Due.Step.SUSPECT;
            due.arm(subject, now + Periods.again(subject, now));
        }
        return new Due(subject.id, step, finding, reason, subject.others(), silent, subject.isDoubted(), shares);
    }

    /** Those who answered last. */
    private void askKnown(long now) {
        if (isolation.takeDoubt(now)) {
            subjects.all().stream()
                    .filter(subject -> !subject.lost && subject.everAnswered() && !subject.isAsked())
                    .sorted(Comparator.comparingLong(subject -> -subject.lastAnswer))
                    .limit(Isolation.SEVERAL)
                    .forEach(subject -> due.arm(subject, now));
        }
    }

    private static Due.Step step(Subject subject, Verdict.Group group, long now) {
        if (subject.lost) {
            return Due.Step.RETRY;
        }
        if (Verdict.loses(subject, group, now)) {
            return Due.Step.LOSE;
        }
        return !subject.suspected && Verdict.suspects(subject, group, now) ? Due.Step.SUSPECT : Due.Step.ASK;
    }

    /** Notes a question that was sent. */
    public void asked(PeerId id, Endpoint to, long nonce, long now) {
        tried(id, to, nonce, now);
        Subject subject = find(id);
        if (subject != null) {
            subject.asked(to, now);
            isolation.count(subject);
        }
    }

    /** Notes a question that was sent where it may well not come in: that it is not answered means nothing. */
    public void tried(PeerId id, Endpoint to, long nonce, long now) {
        byNonce.put(nonce, new Asked(id, to, now));
    }

    /** Nothing was sent, since no address may be sent to yet: that is no silence of the peer, unless it lasts. */
    public void couldNotAsk(PeerId id, long now) {
        Subject subject = find(id);
        if (subject != null && !subject.lost) {
            subject.couldNotAsk(now);
            isolation.count(subject);
            due.arm(subject, now + Periods.WATCHED);
        }
    }

    /**
     * An answer came.
     *
     * @return the time it took, if that peer was asked that there and had not answered yet
     */
    public Optional<Duration> answered(PeerId id, Endpoint from, long nonce, long now) {
        Asked question = byNonce.get(nonce);
        if (question == null || !question.id().equals(id) || !question.to().equals(from)) {
            return Optional.empty();
        }
        return Optional.of(taken(question, nonce, false, now));
    }

    private Duration taken(Asked question, long nonce, boolean relayed, long now) {
        PeerId id = question.id();
        byNonce.remove(nonce);
        isolation.answered(now);
        Subject subject = find(id);
        if (subject != null) {
            lost.remove(id);
            subject.relayed = relayed;
            if (!relayed) {
                subject.answeredAt = question.to();
                misses.answeredAfter(subject.held().silences);
            }
            subject.measured(now - question.at());
            subject.answered(now);
            isolation.count(subject);
            due.arm(subject, periods.next(subject, subjects.size(), now));
        }
        return Duration.ofNanos(now - question.at());
    }

    /** An answer was passed on by another, who may send from another address than it was asked at. */
    public Optional<Duration> answeredThrough(PeerId id, long nonce, long now) {
        Asked question = byNonce.get(nonce);
        return question == null || !question.id().equals(id)
                ? Optional.empty()
                : Optional.of(taken(question, nonce, true, now));
    }

    /** Another answered a question than who was asked there, who is there no more, as if its host had said so; the answer is whether it was such a one. */
    public boolean answeredByAnother(PeerId by, Endpoint from, long nonce, long now) {
        Asked question = byNonce.get(nonce);
        if (question == null || question.id().equals(by) || !question.to().equals(from)) {
            return false;
        }
        isolation.heard(now);
        // Behind an address translation there are the same addresses as behind another: it may never have been there.
        Optional<Subject> gone =
                subjects.find(question.id()).filter(subject -> question.to().equals(subject.answeredAt));
        gone.ifPresent(subject -> {
            subject.replaced();
            kernelSays(subject.id, Finding.GONE, now);
        });
        return true;
    }

    private @Nullable Subject find(PeerId id) {
        return subjects.find(id).orElse(null);
    }
}
