package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is told to whom, and what waits for the first who listens. */
class FeedsTest {
    private static final Event.Degraded STRANGE = degraded("somebody speaks another version");
    private static final Event.Degraded STANDING = degraded("no interface is up");

    private final Feeds feeds = new Feeds();

    @Test
    void whatWasSaidBeforeAnybodyListenedIsToldToTheFirstAlone() throws Exception {
        feeds.offer(List.of(STRANGE, STANDING), List.of(STANDING));
        assertThat(added()).as("what stands is told by whoever keeps it").containsExactly(STRANGE);
        assertThat(added()).isEmpty();
    }

    @Test
    void noMoreThanSixteenWait() throws Exception {
        for (int i = 0; i < 50; i++) {
            feeds.offer(List.of(degraded("reason " + i)), List.of());
        }
        assertThat(added()).hasSize(16);
    }

    @Test
    void whatAFeedHeardIsNotKeptAndWhatComesToClosedOnesIs() throws Exception {
        Feed first = new Feed();
        feeds.add(first);
        feeds.offer(List.of(STRANGE), List.of());
        assertThat(first.poll(Duration.ZERO)).contains(STRANGE);
        first.close();
        feeds.offer(List.of(STANDING), List.of());
        assertThat(added()).containsExactly(STANDING);
    }

    private List<Event> added() throws InterruptedException {
        Feed feed = new Feed();
        feeds.add(feed);
        List<Event> told = new ArrayList<>();
        for (var event = feed.poll(Duration.ZERO); event.isPresent(); event = feed.poll(Duration.ZERO)) {
            told.add(event.get());
        }
        return told;
    }

    private static Event.Degraded degraded(String reason) {
        return new Event.Degraded(reason, Instant.parse("2026-01-31T14:02:11Z"));
    }
}
