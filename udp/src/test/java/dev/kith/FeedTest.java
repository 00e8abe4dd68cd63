package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FeedTest {
    private final Feed feed = new Feed();

    @Test
    void aSlowReaderLosesTheOldestAndIsToldHowMany() throws InterruptedException {
        for (int i = 0; i < Feed.CAPACITY + 7; i++) {
            feed.offer(event(i));
        }
        assertThat(feed.missed()).isEqualTo(7);
        assertThat(feed.take())
                .hasValueSatisfying(loss -> assertThat(((Event.Degraded) loss).reason())
                        .isEqualTo("this reader was too slow: 7 events were dropped"));
        assertThat(feed.take()).contains(event(7));
    }

    @Test
    void theStartOfAnyRosterIsKeptAndAsMuchAgain() throws InterruptedException {
        List<Event> start =
                IntStream.range(0, Feed.CAPACITY + 7).mapToObj(FeedTest::event).toList();
        try (Feed large = new Feed(start)) {
            start.forEach(large::offer);
            assertThat(large.missed()).isZero();
            assertThat(large.take()).contains(event(0));
            large.offer(event(1));
            large.offer(event(2));
            assertThat(large.missed()).isEqualTo(1);
        }
    }

    @Test
    void whatWaitsMayStillBeTakenAfterTheEnd() throws InterruptedException {
        feed.offer(event(1));
        feed.close();
        feed.offer(event(2));
        assertThat(feed.isEnded()).isFalse();
        assertThat(feed.take()).contains(event(1));
        assertThat(feed.take()).isEmpty();
        assertThat(feed.isEnded()).isTrue();
    }

    @Test
    void aPollWithoutNewsEndsEmpty() throws InterruptedException {
        assertThat(feed.poll(Duration.ofMillis(1))).isEmpty();
        assertThat(feed.isEnded()).isFalse();
    }

    private static Event event(int number) {
        return new Event.Degraded("event " + number, Instant.EPOCH);
    }
}
