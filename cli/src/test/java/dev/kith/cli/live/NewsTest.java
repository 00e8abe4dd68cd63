package dev.kith.cli.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import dev.kith.peer.Evidence;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What is kept of the news, and who was just heard. */
class NewsTest {
    private static Event.Change change(Peer peer, int second) {
        return new Event.Change(
                Event.What.CHANGED,
                peer,
                new Evidence(List.of(), "", "news " + second),
                Sample.NOW.plusSeconds(second));
    }

    @Test
    void theLastChangesOfEachPeerAreKept() {
        News news = new News();
        Peer anna = Sample.peer("anna", 1, Status.ALIVE);
        IntStream.range(0, 20).forEach(second -> news.add(change(anna, second)));
        assertThat(news.of(List.of(anna)).get(anna.id()))
                .hasSize(News.KEPT)
                .last()
                .satisfies(last -> assertThat(last.evidence().reason()).isEqualTo("news 19"));
    }

    @Test
    void whoIsInNoRosterIsForgotten() {
        News news = new News();
        Sample.many(500).forEach(peer -> news.add(change(peer, 0)));
        List<Peer> left = Sample.many(3);
        assertThat(news.of(left)).hasSize(3);
    }

    @Test
    void whatWasSaidIsKeptForAMinute() {
        News news = new News();
        news.add(new Event.Degraded("passes", Sample.NOW));
        assertThat(news.said(Sample.NOW.plusSeconds(59)))
                .extracting(Event.Degraded::reason)
                .containsExactly("passes");
        assertThat(news.said(Sample.NOW.plusSeconds(61))).isEmpty();
    }

    @Test
    void aPulseBeginsWhenItIsSeenThatAPeerWasHeardAnewAndLastsASecond() {
        Peer before = Sample.peer("anna", 1, Status.ALIVE);
        Instant later = Sample.NOW.plusSeconds(5);
        Pulses quiet = Pulses.NONE.seeing(List.of(before), Sample.NOW).seeing(List.of(before), later);
        assertThat(quiet.isOn(before.id(), later)).isFalse();
        assertThat(quiet.firstEnd(List.of(before.id()), later)).isEmpty();

        Pulses heard = quiet.seeing(List.of(heardAt(before, Sample.NOW.plusSeconds(3))), later);
        assertThat(heard.isOn(before.id(), later.plusMillis(999))).isTrue();
        assertThat(heard.isOn(before.id(), later.plus(Pulses.LENGTH))).isFalse();
        assertThat(heard.firstEnd(List.of(before.id()), later)).contains(later.plus(Duration.ofSeconds(1)));
        assertThat(heard.firstEnd(List.of(), later)).isEmpty();
    }

    private static Peer heardAt(Peer peer, Instant when) {
        return new Peer(
                peer.id(),
                peer.kind(),
                peer.name(),
                peer.addresses(),
                peer.interfaces(),
                peer.meta(),
                peer.services(),
                peer.status(),
                peer.since(),
                Optional.of(when),
                peer.rtt(),
                peer.verified(),
                peer.via(),
                peer.keys());
    }
}
