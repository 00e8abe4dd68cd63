package dev.kith.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.net.InetAddress;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What others and its host say of a peer, and when those that are watched are asked, in virtual time. */
class WordsTest {
    private static final long MILLI = 1_000_000L;
    private static final PeerId BOB = new PeerId(1, 2);
    private static final PeerId CARL = new PeerId(3, 4);
    private static final PeerId DORA = new PeerId(5, 6);
    private static final Endpoint AT = new Endpoint(InetAddress.getLoopbackAddress(), 4000);

    private Watch watch = new Watch(300 * MILLI);
    private long now;
    private int asked;
    private int shared;
    private boolean lost;
    private boolean suspected;

    @Test
    void whoWasAskedIsHeardThoughManyOthersSaidOtherwiseBefore() {
        watch.begin(BOB, now, 0);
        for (int other = 0; other < 20; other++) {
            watch.said(BOB, new Word(new PeerId(100 + other, 0), Finding.SILENT, false), now, now);
        }
        for (int other = 0; other < 3; other++) {
            watch.said(BOB, new Word(new PeerId(200 + other, 0), Finding.HEARS, true), now, now);
            assertThat(watch.isVouchedFor(BOB, now)).isFalse();
        }
        for (int other = 3; other < 6; other++) {
            watch.said(BOB, new Word(new PeerId(200 + other, 0), Finding.HEARS, true), now, now);
        }
        assertThat(watch.isVouchedFor(BOB, now)).isTrue();
        for (int other = 0; other < 20; other++) {
            watch.said(BOB, new Word(new PeerId(300 + other, 0), Finding.SILENT, false), now, now);
        }
        assertThat(watch.isVouchedFor(BOB, now)).isTrue();
    }

    @Test
    void oneQuestionIsSaidAsOneAndMoreAsMany() {
        Subject subject = new Subject(BOB);
        subject.said(new Word(CARL, Finding.HEARS, true), 0);
        subject.held().silences = 1;
        assertThat(Verdict.reason(subject, false)).isEqualTo("1 question was not answered");
        subject.held().silences = 2;
        assertThat(Verdict.reason(subject, false)).isEqualTo("2 questions were not answered");
    }

    /** Its own silences do not lose it, and those who were asked had not given it up yet. */
    @Test
    void thatOneWhichNeverAnsweredIsGivenUpHasOthersAskedAnewAtOnce() {
        watch.begin(BOB, now, 0);
        pass(1000);
        assertThat(shared).isEqualTo(1);
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        pass(200);
        assertThat(shared).isEqualTo(2);
        watch.said(BOB, new Word(CARL, Finding.LOST, false), now, now);
        pass(200);
        assertThat(shared).isEqualTo(2);
    }

    @Test
    void aHostThatWasCutOffRightAfterItAnsweredDoesNotStandStill() {
        fallSilentWhileItsHostAnswers();
        pass(5000);
        assertThat(lost).isFalse();
        pass(1500);
        assertThat(lost).isTrue();
    }

    @Test
    void aHostThatRefusesOnceASecondIsThere() {
        fallSilentWhileItsHostAnswers();
        for (int second = 0; second < 12; second++) {
            pass(1000);
            watch.kernelSays(BOB, Finding.STALLED, now);
            assertThat(lost).isFalse();
        }
        pass(3000);
        assertThat(lost).isTrue();
    }

    /** They came right after an answer, so that it was not asked for them. */
    @Test
    void wordsOfLongAgoSayNothingOfASilenceNow() {
        watch.begin(BOB, now, 0);
        pass(1);
        watch.answered(BOB, AT, asked, now);
        for (PeerId other : List.of(CARL, DORA)) {
            watch.said(BOB, new Word(other, Finding.SILENT, false), now, now);
        }
        now += 6000 * MILLI;
        watch.askAt(BOB, now);
        pass(6000);
        assertThat(lost).isFalse();
        watch.said(BOB, new Word(CARL, Finding.SILENT, false), now, now);
        pass(1000);
        assertThat(lost).isTrue();
    }

    /** A firewall between the two says that nobody is at its port. */
    @Test
    void oneThatOthersHearIsNotSuspectedByTheWordOfItsHost() {
        watch.begin(BOB, now, 0);
        pass(1);
        watch.answered(BOB, AT, asked, now);
        watch.watch(Set.of(BOB), now);
        for (int half = 0; half < 60; half++) {
            pass(500);
            watch.kernelSays(BOB, Finding.GONE, now);
            watch.said(BOB, new Word(CARL, Finding.HEARS, true), now, now);
            assertThat(suspected).isFalse();
        }
        watch.said(BOB, new Word(CARL, Finding.GONE, true), now, now);
        pass(500);
        assertThat(lost).isTrue();
    }

    /** Bob, who answered once and whom another finds silent, too. */
    private void fallSilentWhileItsHostAnswers() {
        watch.begin(BOB, now, 0);
        pass(1);
        watch.answered(BOB, AT, asked, now);
        watch.watch(Set.of(BOB), now);
        pass(1500);
        watch.kernelSays(BOB, Finding.STALLED, now);
        watch.said(BOB, new Word(CARL, Finding.SILENT, false), now, now);
    }

    @Test
    void thoseWhoAreWatchedAreAskedAtOneMomentOfEachSecond() {
        assertThat(momentsOf(300 * MILLI)).containsExactly(300L);
        assertThat(momentsOf(-1)).containsExactly(1000L);
    }

    /** At which milliseconds of a second two are asked who answer at once, and of whom one was asked at another moment before. */
    private Set<Long> momentsOf(long phase) {
        watch = new Watch(phase);
        now = 0;
        watch.begin(CARL, now, 700 * MILLI);
        watch.begin(DORA, now, 0);
        watch.watch(Set.of(CARL), now);
        Set<Long> moments = new HashSet<>();
        for (long at = 1; at <= 6000; at++) {
            now = at * MILLI;
            if (at == 1500) {
                watch.watch(Set.of(CARL, DORA), now);
            }
            while (watch.nextWake() <= now) {
                Due due = watch.takeDue(now, any -> 3).orElseThrow();
                watch.asked(due.id(), AT, ++asked, now);
                watch.answered(due.id(), AT, asked, now + MILLI / 2);
                if (at > 2000) {
                    moments.add((at - 1) % 1000 + 1);
                }
            }
        }
        return moments;
    }

    private void pass(long millis) {
        for (long i = 0; i < millis; i++) {
            now += MILLI;
            while (watch.nextWake() <= now) {
                Due due = watch.takeDue(now, any -> 3).orElseThrow();
                watch.asked(due.id(), AT, ++asked, now);
                suspected |= due.step() == Due.Step.SUSPECT;
                lost |= due.step() == Due.Step.LOSE;
                if (due.isShared()) {
                    shared++;
                    watch.shared(due.id(), now);
                }
            }
        }
    }
}
