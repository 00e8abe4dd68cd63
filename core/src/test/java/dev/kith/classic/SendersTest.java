package dev.kith.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.time.Moment;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Who is listed and who is lost, in virtual time. */
class SendersTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final Senders senders = new Senders();
    private final List<Event> news = new ArrayList<>();
    private Senders.AtAddress whoIsThere = Senders.AtAddress.NOBODY;
    private long nowMillis;

    @Test
    void aNewSenderIsListedAfter300Milliseconds() {
        say(anna(), "anna");
        passTo(299);
        assertThat(senders.peers()).isEmpty();
        passTo(300);
        assertThat(said()).containsExactly("JOINED anna @300");
        Peer anna = senders.peers().get(0);
        assertThat(anna.id()).isEqualTo("classic:10.0.0.4:41234");
        assertThat(anna.since()).isEqualTo(START);
        assertThat(anna.interfaces()).containsExactly("eth0");
    }

    @Test
    void oneIsHeldBackForThirtySecondsHoweverManySayThatTheyAreThere() {
        whoIsThere = Senders.AtAddress.UNCHECKED;
        for (int seconds = 0; seconds < 40; seconds++) {
            say(anna(), "anna");
            passTo(1000L * (seconds + 1));
        }
        assertThat(said()).containsExactly("JOINED anna @30000");
    }

    @Test
    void aRenameWithinTheFirst300MillisecondsIsNoChange() {
        say(anna(), "ann");
        passTo(100);
        say(anna(), "anna");
        passTo(3000);
        assertThat(said()).containsExactly("JOINED anna @300");
    }

    @Test
    void untilItsIntervalIsKnownItIsLostAfterSixSeconds() {
        say(anna(), "anna");
        passTo(5999);
        assertThat(said()).containsExactly("JOINED anna @300");
        passTo(6000);
        assertThat(said()).containsExactly("JOINED anna @300", "LOST anna @6000");
        assertThat(senders.peers()).extracting(Peer::status).containsExactly(Status.LOST);
    }

    @Test
    void itIsLostAfterThreeOfItsOwnIntervals() {
        for (long interval : List.of(500, 1000, 2000, 5000, 30_000)) {
            assertThat(silenceUntilLost(interval)).as("every %d ms", interval).isEqualTo(3 * interval);
        }
    }

    @Test
    void theIntervalIsClampedToHalfASecondAndAMinute() {
        assertThat(silenceUntilLost(100)).isEqualTo(1500);
        assertThat(silenceUntilLost(10)).isEqualTo(1500);
        assertThat(silenceUntilLost(300_000)).isEqualTo(180_000);
    }

    @Test
    void oneLostBeaconOrOneLongAbsenceDoesNotMoveTheInterval() {
        beacons(anna(), 2000, 5);
        pass(2000);
        beacons(anna(), 2000, 3);
        long last = nowMillis;
        passTo(last + 6000);
        assertThat(said()).last().isEqualTo("LOST anna @" + (last + 6000));
    }

    @Test
    void copiesOfABeaconAreNotAnInterval() {
        for (int i = 0; i < 5; i++) {
            say(anna(), "anna");
            pass(2);
            say(anna(), "anna");
            pass(1998);
        }
        long last = nowMillis - 1998;
        passTo(last + 5999);
        assertThat(said()).containsExactly("JOINED anna @300");
        passTo(last + 6000);
        assertThat(said()).hasSize(2);
    }

    @Test
    void theBurstOfAStartDoesNotMakeItSeemLost() {
        say(anna(), "anna");
        pass(60);
        say(anna(), "anna");
        pass(2000);
        beacons(anna(), 2000, 4);
        assertThat(said()).containsExactly("JOINED anna @300");
    }

    @Test
    void aLostSenderThatIsHeardAgainIsRecovered() {
        say(anna(), "anna");
        passTo(7000);
        say(anna(), "anna");
        assertThat(said()).containsExactly("JOINED anna @300", "LOST anna @6000", "RECOVERED anna @7000");
        assertThat(senders.peers()).extracting(Peer::status).containsExactly(Status.ALIVE);
    }

    @Test
    void aSlowSenderIsLearnedThoughItSeemedLostAtFirst() {
        beacons(anna(), 10_000, 4);
        news.clear();
        beacons(anna(), 10_000, 10);
        assertThat(said()).isEmpty();
    }

    @Test
    void thereIsAtMostOneChangeASecond() {
        say(anna(), "name 0");
        passTo(1000);
        for (int i = 1; i <= 50; i++) {
            say(anna(), "name " + i);
            pass(100);
        }
        pass(2000);
        List<Event> changes = news.stream()
                .filter(event -> event instanceof Event.Change change && change.what() == What.CHANGED)
                .toList();
        for (int i = 1; i < changes.size(); i++) {
            assertThat(Duration.between(
                            changes.get(i - 1).time(), changes.get(i).time()))
                    .isGreaterThanOrEqualTo(Duration.ofSeconds(1));
        }
        assertThat(changes).hasSizeBetween(4, 7);
        assertThat(senders.peers()).extracting(Peer::name).containsExactly("name 50");
    }

    @Test
    void aNameThatCameBackWithinTheSecondIsNoChange() {
        say(anna(), "a");
        passTo(1000);
        say(anna(), "b");
        pass(100);
        say(anna(), "c");
        pass(100);
        say(anna(), "b");
        pass(1000);
        say(anna(), "b");
        pass(1000);
        assertThat(said()).containsExactly("JOINED a @300", "CHANGED b @1000");
    }

    @Test
    void oneAddressHoldsAtMost64AndThatIsSaidOnce() {
        for (int port = 1; port <= 1000; port++) {
            say(at(10, port), "flood " + port);
        }
        pass(300);
        assertThat(senders.peers()).hasSize(64);
        assertThat(news).filteredOn(Event.Degraded.class::isInstance).hasSize(1);
        say(at(11, 1), "somebody else");
        pass(300);
        assertThat(senders.peers()).hasSize(65);
    }

    @Test
    void theWholeTableHoldsAtMostTenThousand() {
        for (int host = 0; host < 200; host++) {
            for (int port = 1; port <= 64; port++) {
                say(at(host, port), "flood");
            }
        }
        pass(300);
        assertThat(senders.peers()).hasSize(10_000);
    }

    @Test
    void theLongestLostMakesRoomAndTheLivingNeverDo() {
        say(at(10, 1), "first lost");
        pass(1000);
        say(at(10, 2), "second lost");
        pass(6000);
        for (int port = 3; port <= 65; port++) {
            say(at(10, port), "alive");
        }
        pass(300);
        assertThat(senders.peers()).hasSize(64);
        assertThat(senders.peers())
                .extracting(Peer::name)
                .doesNotContain("first lost")
                .contains("second lost");
        say(at(10, 100), "one more");
        say(at(10, 101), "one too many");
        pass(300);
        assertThat(senders.peers())
                .extracting(Peer::name)
                .contains("one more")
                .doesNotContain("second lost", "one too many");
    }

    @Test
    void aMillionRandomDatagramsLeaveABoundedTable() {
        Random random = new Random(4);
        byte[] datagram = new byte[24];
        for (int i = 0; i < 1_000_000; i++) {
            random.nextBytes(datagram);
            senders.heard(now(), at(random.nextInt(250), 1 + random.nextInt(60_000)), "eth0", datagram);
            if (i % 100 == 0) {
                pass(10);
            }
        }
        pass(300);
        assertThat(senders.peers()).hasSizeLessThanOrEqualTo(10_000);
    }

    @Test
    void deadlinesThatPassedWhileTheProcessStoodStillAreVoid() {
        beacons(anna(), 2000, 5);
        nowMillis += 60_000;
        senders.forgive(now());
        pass(0);
        assertThat(said()).containsExactly("JOINED anna @300");
        pass(6000);
        assertThat(said()).last().asString().startsWith("LOST anna");
    }

    @Test
    void aSenderThatMayBeANativePeerIsListedWhenItIsKnownToBeNone() {
        whoIsThere = Senders.AtAddress.UNCHECKED;
        beacons(anna(), 2000, 3);
        pass(1000);
        assertThat(said()).isEmpty();
        whoIsThere = Senders.AtAddress.NOBODY;
        pass(300);
        assertThat(said()).singleElement().asString().startsWith("JOINED anna");
    }

    @Test
    void aSenderThatMayBeANativePeerAndFallsSilentIsForgottenWithoutAWord() {
        whoIsThere = Senders.AtAddress.UNCHECKED;
        say(anna(), "anna");
        pass(10_000);
        whoIsThere = Senders.AtAddress.NOBODY;
        pass(10_000);
        assertThat(said()).isEmpty();
        assertThat(senders.peers()).isEmpty();
    }

    private long silenceUntilLost(long interval) {
        Endpoint source = at(99, (int) (interval % 60_000) + 1);
        for (long i = Math.max(6, 300 / interval); i > 0; i--) {
            say(source, "x");
            pass(interval);
        }
        say(source, "x");
        long last = nowMillis;
        news.clear();
        pass(200_000);
        Event lost = news.stream()
                .filter(event -> event instanceof Event.Change change && change.what() == What.LOST)
                .findFirst()
                .orElseThrow();
        return Duration.between(START.plusMillis(last), lost.time()).toMillis();
    }

    private void beacons(Endpoint source, long interval, int count) {
        for (int i = 0; i < count; i++) {
            pass(i == 0 && nowMillis == 0 ? 0 : interval);
            say(source, "anna");
        }
    }

    private void say(Endpoint source, String text) {
        news.addAll(senders.heard(now(), source, "eth0", text.getBytes(UTF_8)));
    }

    private void pass(long millis) {
        passTo(nowMillis + millis);
    }

    private void passTo(long millis) {
        while (senders.nextWake() <= millis * 1_000_000) {
            nowMillis = Math.max(nowMillis, senders.nextWake() / 1_000_000);
            news.addAll(senders.due(now(), source -> whoIsThere));
        }
        nowMillis = millis;
    }

    private Moment now() {
        return new Moment(nowMillis * 1_000_000, START.plusMillis(nowMillis));
    }

    private List<String> said() {
        return news.stream()
                .map(event -> event instanceof Event.Change change
                        ? change.what() + " " + change.peer().name() + " @"
                                + Duration.between(START, change.time()).toMillis()
                        : event.toString())
                .toList();
    }

    private static Endpoint anna() {
        return at(4, 41234);
    }

    private static Endpoint at(int host, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, (byte) host}), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
