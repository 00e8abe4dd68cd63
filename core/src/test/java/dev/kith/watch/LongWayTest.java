package dev.kith.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.watch.Due.Step;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A peer whose answers take longer than the time between two questions to one that is silent, in virtual milliseconds. */
class LongWayTest {
    private static final long MILLI = 1_000_000L;
    private static final long THERE_AND_BACK = 600;
    private static final PeerId BOB = new PeerId(1, 2);
    private static final Endpoint AT = new Endpoint(InetAddress.getLoopbackAddress(), 4000);

    private final Watch watch = new Watch(300 * MILLI);
    private final List<String> told = new ArrayList<>();
    private final Map<Long, Long> answers = new HashMap<>();
    private final List<Long> lostAt = new ArrayList<>();
    private int toLose;
    private long millis;
    private long nonce;

    LongWayTest() {
        watch.begin(BOB, 0, 0);
        watch.watch(Set.of(BOB), 0);
        pass(60_000);
        told.clear();
    }

    @Test
    void oneLostDatagramIsNoReasonToSuspectIt() {
        for (int time = 0; time < 5; time++) {
            toLose = 1;
            pass(10_000);
            assertThat(toLose).isZero();
        }
        assertThat(told).isEmpty();
    }

    @Test
    void whenItIsGoneThoseQuestionsAreCountedThatWereNotAnsweredInTime() {
        toLose = Integer.MAX_VALUE;
        while (lostAt.isEmpty()) {
            pass(1);
        }
        pass(5000);
        assertThat(told).hasSize(2);
        for (String line : told) {
            String[] words = line.split(" ");
            long at = Long.parseLong(words[0]);
            long late = lostAt.stream()
                    .filter(asked -> asked <= at - THERE_AND_BACK)
                    .count();
            assertThat(Long.parseLong(words[2])).as(line).isBetween(1L, late);
        }
        assertThat(Long.parseLong(told.get(1).split(" ")[0]) - lostAt.get(0)).isLessThan(4000);
    }

    private void pass(long many) {
        for (long i = 0; i < many; i++) {
            long now = ++millis * MILLI;
            Long answered = answers.remove(millis);
            if (answered != null) {
                watch.answered(BOB, AT, answered, now);
            }
            while (watch.nextWake() <= now) {
                watch.takeDue(now, any -> 0).ifPresent(due -> act(due, now));
            }
        }
    }

    private void act(Due due, long now) {
        if (due.step() == Step.SUSPECT || due.step() == Step.LOSE) {
            told.add(millis + " " + due.step() + " " + due.reason());
        }
        if (due.step() == Step.LOSE) {
            return;
        }
        watch.asked(BOB, AT, ++nonce, now);
        if (toLose > 0) {
            toLose--;
            lostAt.add(millis);
        } else {
            answers.put(millis + THERE_AND_BACK, nonce);
        }
    }
}
