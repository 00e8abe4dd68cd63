package dev.kith.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.watch.Due.Step;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** When a peer is asked, suspected and lost, in virtual time and milliseconds. */
class WatchTest {
    private static final long MILLI = 1_000_000L;
    private static final PeerId BOB = new PeerId(1, 2);
    private static final PeerId CARL = new PeerId(3, 4);
    private static final PeerId DORA = new PeerId(5, 6);
    private static final Endpoint AT = new Endpoint(InetAddress.getLoopbackAddress(), 4000);

    private static final long PHASE = 300 * MILLI;

    private Watch watch = new Watch(PHASE);
    private final List<String> told = new ArrayList<>();
    private final Set<PeerId> mute = new HashSet<>();
    private int others;
    private long now;
    private long nonce;
    private boolean answers = true;
    private boolean anotherAnswers;

    WatchTest() {
        watch.begin(BOB, now, 0);
        watch.watch(Set.of(BOB), now);
        pass(5000);
    }

    @Test
    void oneThatIsWatchedIsAskedOnceASecond() {
        assertThat(nonce).isBetween(5L, 7L);
        assertThat(told).isEmpty();
    }

    @Test
    void oneThatIsNotIsAskedRarely() {
        watch.watch(Set.of(), now);
        long before = nonce;
        pass(50_000);
        assertThat(nonce - before).isBetween(0L, 2L);
    }

    @Test
    void behindATranslationOneThatIsNotIsAskedBeforeItForgets() {
        watch.watch(Set.of(), now);
        pass(2000);
        // It waits by now, and for longer than a translation may keep its way.
        watch.keepAlive(true, now);
        for (int i = 0; i < 10; i++) {
            long before = nonce;
            pass(25_001);
            assertThat(nonce - before).isBetween(1L, 2L);
        }
        watch.keepAlive(false, now);
        pass(25_001);
        long before = nonce;
        pass(150_000);
        assertThat(nonce - before).isBetween(2L, 4L);
    }

    @Test
    void whoAsksKeepsTheWayOpenButNotForEver() {
        watch.watch(Set.of(), now);
        watch.keepAlive(true, now);
        pass(30_000);
        long before = nonce;
        for (int i = 0; i < 24; i++) {
            watch.wasAsked(BOB, now);
            pass(10_000);
        }
        assertThat(nonce - before).isBetween(2L, 5L);
        before = nonce;
        pass(240_000);
        assertThat(nonce - before).isGreaterThan(9);
    }

    @Test
    void oneThatIsCutOffFromTheOnlyOtherIsSuspectedSoonAndLostAfterThreeSeconds() {
        answers = false;
        long since = now;
        pass(10_000);
        assertThat(told).hasSize(2);
        assertThat(millisOf(0) - since / MILLI).isBetween(150L, 1300L);
        assertThat(millisOf(1) - millisOf(0)).isBetween(2500L, 3100L);
        assertThat(told.get(1)).contains("LOSE");
    }

    @Test
    void oneWhoseHostSaysThatItIsGoneIsLostInAFifthOfASecondButNotByThatWordAlone() {
        answers = false;
        while (told.isEmpty()) {
            pass(1);
            watch.kernelSays(BOB, Finding.GONE, now);
        }
        long suspected = millisOf(0);
        pass(1000);
        assertThat(told).hasSize(2);
        assertThat(millisOf(1) - suspected).isBetween(50L, 250L);
        assertThat(told.get(1)).contains("LOSE").contains("nobody is at its port");
    }

    @Test
    void oneThatNeverAnsweredIsGoneAsSoonWhenItsHostSaysSo() {
        watch.begin(CARL, now, 0);
        answers = false;
        for (int i = 0; i < 1000; i++) {
            pass(1);
            watch.kernelSays(CARL, Finding.GONE, now);
        }
        assertThat(told).hasSizeGreaterThanOrEqualTo(2);
        assertThat(told.get(1)).contains("LOSE").contains("nobody is at its port");
        assertThat(millisOf(1) - millisOf(0)).isBetween(50L, 250L);
    }

    @Test
    void anotherAtAnAddressOfOneThatNeverAnsweredMayBeBehindAnotherTranslation() {
        watch = new Watch(PHASE);
        watch.reachBeyond(true);
        watch.begin(BOB, now, 0);
        answers = false;
        anotherAnswers = true;
        pass(10_000);
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
    }

    @Test
    void whatAnotherPassesOnIsLostMoreOften() {
        Misses misses = new Misses();
        assertThat(misses.silencesThatMean(true)).isGreaterThan(misses.silencesThatMean(false));
        assertThat(misses.silencesThatProve(true)).isGreaterThan(misses.silencesThatProve(false));
    }

    @Test
    void oneThatAnswersIsThereWhateverItsHostIsMadeToSay() {
        for (int i = 0; i < 3000; i++) {
            pass(1);
            watch.kernelSays(BOB, Finding.GONE, now);
        }
        assertThat(told).isEmpty();
    }

    @Test
    void oneAtWhoseAddressAnotherAnswersIsGoneUnlessItAnswersToo() {
        anotherAnswers = true;
        pass(10_000);
        assertThat(told).isEmpty();
        answers = false;
        pass(3000);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).contains("LOSE").contains("another node is at its address");
        assertThat(millisOf(1) - millisOf(0)).isBetween(50L, 250L);
    }

    @Test
    void ofOneThatIsGoneAnotherMustBeToldTheSame() {
        others = 3;
        answers = false;
        for (int i = 0; i < 2800; i++) {
            pass(1);
            watch.kernelSays(BOB, Finding.GONE, now);
        }
        assertThat(told).singleElement().asString().contains("SUSPECT");
        watch.said(BOB, new Word(CARL, Finding.GONE, false), now, now);
        pass(100);
        assertThat(told).hasSize(2);
    }

    @Test
    void oneThatStandsStillIsSuspectedForFifteenSeconds() {
        answers = false;
        for (int i = 0; i < 14_000; i++) {
            pass(1);
            watch.kernelSays(BOB, Finding.STALLED, now);
        }
        assertThat(told).singleElement().asString().contains("SUSPECT").contains("but its host answers");
        pass(3000);
        assertThat(told).hasSize(2);
    }

    @Test
    void othersAreAskedFirstAndOneThatTheyHearIsNotSuspected() {
        others = 3;
        answers = false;
        for (int i = 0; i < 20; i++) {
            pass(250);
            watch.said(BOB, new Word(CARL, Finding.HEARS, true), now, now);
        }
        assertThat(told).isEmpty();
        assertThat(watch.isVouchedFor(BOB, now)).isTrue();
        watch.said(BOB, new Word(CARL, Finding.SILENT, false), now, now);
        watch.said(BOB, new Word(DORA, Finding.SILENT, false), now, now);
        pass(1500);
        assertThat(told).singleElement().asString().contains("SUSPECT").contains("2 others found the same");
    }

    @Test
    void ofOneThatNeverAnsweredTheWordOfASecondIsAwaited() {
        PeerId invented = new PeerId(7, 8);
        PeerId ella = new PeerId(9, 10);
        watch.begin(CARL, now, 0);
        watch.begin(invented, now, 0);
        watch.said(invented, new Word(CARL, Finding.HEARS, true), now, now);
        assertThat(watch.isVouchedFor(invented, now)).isFalse();
        watch.said(invented, new Word(DORA, Finding.SILENT, true), now, now);
        assertThat(watch.isVouchedFor(invented, now)).isFalse();
        watch.said(invented, new Word(ella, Finding.HEARS, true), now, now);
        assertThat(watch.isVouchedFor(invented, now)).isTrue();
    }

    @Test
    void thatAPeerIsHeardCountsOfWhoWasAskedAlone() {
        others = 3;
        answers = false;
        for (int i = 0; i < 20; i++) {
            pass(250);
            watch.said(BOB, new Word(CARL, Finding.HEARS, false), now, now);
        }
        assertThat(watch.isVouchedFor(BOB, now)).isFalse();
        assertThat(told).singleElement().asString().contains("SUSPECT");
    }

    @Test
    void aWordAgainstOneThatAnswersHasItAskedAndNothingElse() {
        others = 3;
        watch.watch(Set.of(), now);
        long before = nonce;
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        watch.said(BOB, new Word(DORA, Finding.LOST, false), now, now);
        pass(500);
        assertThat(nonce - before).isEqualTo(1);
        assertThat(told).isEmpty();
        assertThat(watch.finding(BOB, now)).isEmpty();
    }

    @Test
    void aWordAgainstOneThatIsSilentShortensTheWait() {
        others = 3;
        answers = false;
        watch.said(BOB, new Word(CARL, Finding.SILENT, false), now, now);
        pass(200);
        assertThat(told).singleElement().asString().contains("SUSPECT");
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        pass(1300);
        assertThat(told).hasSize(2);
    }

    @Test
    void whereHalfOfAllQuestionsAreLostItTakesMoreOfThemToLoseOne() {
        others = 3;
        for (int i = 0; i < 200; i++) {
            answers = i % 2 == 0;
            pass(600);
        }
        told.clear();
        answers = false;
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        watch.said(BOB, new Word(DORA, Finding.LOST, false), now, now);
        pass(4000);
        assertThat(told).hasSize(2);
        assertThat(told.get(1)).contains("LOSE").matches(".* (2\\d|3\\d) questions were not answered.*");
    }

    @Test
    void silenceInAStallOfOnesOwnCountsForNothing() {
        answers = false;
        pass(1200);
        answers = true;
        watch.forgive(now);
        told.clear();
        pass(3000);
        assertThat(told).isEmpty();
    }

    @Test
    void whoHearsNobodyOfSeveralIsIsolatedAndLosesNobodyForAMinute() {
        watch.begin(CARL, now, 0);
        watch.watch(Set.of(BOB, CARL), now);
        pass(2000);
        others = 1;
        answers = false;
        pass(20_000);
        assertThat(watch.isIsolated(now)).isTrue();
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
        pass(60_000);
        assertThat(told).filteredOn(line -> line.contains("LOSE")).hasSize(2);
    }

    @Test
    void whoIsIsolatedLosesNobodyThatNeverAnsweredEither() {
        others = 1;
        answers = false;
        watch.begin(CARL, now, 0);
        watch.watch(Set.of(BOB, CARL), now);
        pass(50_000);
        assertThat(watch.isIsolated(now)).isTrue();
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
    }

    @Test
    void whoNeverHadAnAnswerOfSeveralIsIsolatedToo() {
        watch = new Watch(PHASE);
        others = 1;
        answers = false;
        watch.begin(BOB, now, 0);
        watch.begin(CARL, now, 0);
        watch.watch(Set.of(BOB, CARL), now);
        pass(50_000);
        assertThat(watch.isIsolated(now)).isTrue();
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
        pass(20_000);
        assertThat(told).filteredOn(line -> line.contains("LOSE")).hasSize(2);
    }

    @Test
    void oneThatMayNotBeAskedIsNoWitnessAgainstIsolation() {
        others = 1;
        answers = false;
        mute.add(CARL);
        watch.begin(CARL, now, 0);
        pass(20_000);
        assertThat(watch.isIsolated(now)).isTrue();
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
    }

    @Test
    void oneThatMayBeAskedNoMoreIsLostByTheWordOfTwo() {
        answers = false;
        others = 9;
        watch.said(BOB, new Word(CARL, Finding.SILENT, false), now, now);
        pass(400);
        mute.add(BOB);
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        pass(5000);
        assertThat(told).singleElement().asString().contains("SUSPECT");
        watch.said(BOB, new Word(DORA, Finding.LOST, false), now, now);
        pass(1000);
        assertThat(told.get(1)).contains("LOSE");
    }

    @Test
    void oneThatIsLostIsAskedForEver() {
        answers = false;
        pass(10_000);
        told.clear();
        long before = nonce;
        pass(60_000);
        assertThat(nonce - before).isBetween(11L, 13L);
        answers = true;
        pass(6000);
        assertThat(watch.finding(BOB, now)).isNotEqualTo(Optional.of(Finding.LOST));
    }

    private void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += MILLI;
            while (watch.nextWake() <= now) {
                watch.takeDue(now, any -> others).ifPresent(this::act);
            }
        }
    }

    private void act(Due due) {
        if (due.step() == Step.SUSPECT || due.step() == Step.LOSE) {
            told.add(now / MILLI + " " + due.step() + " " + due.reason());
        }
        if (due.isShared()) {
            watch.shared(due.id(), now);
        }
        if (mute.contains(due.id())) {
            watch.couldNotAsk(due.id(), now);
        } else if (due.step() != Step.LOSE) {
            watch.asked(due.id(), AT, ++nonce, now);
            if (anotherAnswers) {
                assertThat(watch.answeredByAnother(BOB, AT, nonce, now)).isFalse();
                assertThat(watch.answeredByAnother(CARL, AT, nonce + 1, now)).isFalse();
                assertThat(watch.answeredByAnother(CARL, AT, nonce, now)).isTrue();
            }
            if (answers) {
                watch.answered(due.id(), AT, nonce, now + MILLI / 2);
            }
        }
    }

    private long millisOf(int event) {
        return Long.parseLong(told.get(event).split(" ")[0]);
    }
}
