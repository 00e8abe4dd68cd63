package dev.kith.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.watch.Due.Step;
import java.net.InetAddress;
import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Whose silence shows that it is this node that is cut off, and what it takes to see that. */
class IsolationTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1000 * MILLI;
    private static final PeerId BOB = new PeerId(1, 2);
    private static final PeerId CARL = new PeerId(3, 4);
    private static final Endpoint AT = new Endpoint(InetAddress.getLoopbackAddress(), 4000);

    private final Watch watch = new Watch(0);
    private final Set<PeerId> there = new HashSet<>(Set.of(BOB, CARL));
    private final List<String> told = new ArrayList<>();
    private boolean wasIsolated;
    private long now;
    private long nonce;

    /** Nobody but those who never answer is for this node to watch. */
    private void comeWhoNeverAnswer() {
        watch.begin(BOB, now, 0);
        watch.begin(CARL, now, 0);
        pass(2000);
        Set<PeerId> ghosts = new HashSet<>();
        for (int i = 0; i < 20; i++) {
            ghosts.add(new PeerId(100 + i, i));
        }
        ghosts.forEach(ghost -> watch.begin(ghost, now, 0));
        watch.watch(ghosts, now);
    }

    @Test
    void thatThoseAreSilentWhoNeverAnsweredShowsNothingWhileOthersAnswer() {
        comeWhoNeverAnswer();
        pass(50_000);
        assertThat(wasIsolated).isFalse();
        assertThat(told).noneMatch(line -> line.contains(BOB.toString()) || line.contains(CARL.toString()));
    }

    @Test
    void whoIsCutOffFindsThatThoseAreSilentWhoAnsweredBeforeAndLosesNobody() {
        comeWhoNeverAnswer();
        there.clear();
        pass(50_000);
        assertThat(watch.isIsolated(now)).isTrue();
        assertThat(told).noneMatch(line -> line.contains("LOSE"));
    }

    @Test
    void thousandsAreNotLookedAtEachTime() {
        List<Subject> all = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            all.add(new Subject(new PeerId(i, i)));
        }
        int[] looks = {0};
        List<Subject> counting = new AbstractList<>() {
            @Override
            public Subject get(int index) {
                looks[0]++;
                return all.get(index);
            }

            @Override
            public int size() {
                return all.size();
            }
        };
        Isolation isolation = new Isolation();
        isolation.heard(0);
        all.get(0).asked(AT, 0);
        all.get(0).countMissed(0);
        for (int i = 0; i < 100; i++) {
            isolation.count(all.get(i));
            assertThat(isolation.holds(counting, 3, 2 * SECOND + i)).isFalse();
        }
        assertThat(looks[0]).isEqualTo(all.size());
    }

    private void pass(long millis) {
        for (long end = now + millis * MILLI; now < end; now += MILLI) {
            while (watch.nextWake() <= now) {
                watch.takeDue(now, any -> 0).ifPresent(this::act);
            }
            wasIsolated |= watch.isIsolated(now);
        }
    }

    private void act(Due due) {
        if (due.step() == Step.SUSPECT || due.step() == Step.LOSE) {
            told.add(due.id() + " " + due.step());
        }
        if (due.step() != Step.LOSE) {
            watch.asked(due.id(), AT, ++nonce, now);
            if (there.contains(due.id())) {
                watch.answered(due.id(), AT, nonce, now + MILLI / 2);
            }
        }
    }
}
