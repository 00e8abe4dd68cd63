package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Whether what a node says to all comes back to it. */
class TrafficTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int PORT = 5000;

    private final Traffic traffic = new Traffic();
    private Link link;
    private Endpoint own;
    private long now;

    @BeforeEach
    void make() throws Exception {
        InetAddress ip = InetAddress.getByAddress(new byte[] {10, 0, 0, 1});
        NetworkInterface any = NetworkInterface.getNetworkInterfaces().nextElement();
        link = new Link("eth0", 2, false, List.of(new Link.Address(ip, 24)), any);
        own = new Endpoint(ip, PORT);
        traffic.sendsFrom(PORT, PORT);
        traffic.hears(link, Way.IPV4, Optional.empty());
    }

    @Test
    void whatIsSentTwiceAndDoesNotComeBackIsDropped() {
        traffic.sent(link, Way.IPV4, now);
        now += SECOND;
        assertThat(traffic.dropped(now)).isEmpty();
        traffic.sent(link, Way.IPV4, now);
        assertThat(traffic.dropped(now)).as("it may be on its way").isEmpty();
        now += SECOND;
        assertThat(traffic.dropped(now).orElseThrow()).startsWith("IPv4 multicast on eth0:");
        assertThat(only().isDropped()).isTrue();
        traffic.heard(link, Way.IPV4, own, now);
        assertThat(traffic.dropped(now)).isEmpty();
        assertThat(only().echoed()).isEqualTo(1);
    }

    @Test
    void whatIsDroppedStaysSoWhileMoreIsSentUntilSomethingComesBack() {
        for (int i = 0; i < 2; i++) {
            traffic.sent(link, Way.IPV4, now);
            now += SECOND;
        }
        for (int i = 0; i < 3; i++) {
            traffic.sent(link, Way.IPV4, now);
            for (int part = 0; part < 20; part++) {
                assertThat(traffic.dropped(now)).isPresent();
                now += SECOND / 10;
            }
        }
        traffic.heard(link, Way.IPV4, own, now);
        traffic.sent(link, Way.IPV4, now);
        assertThat(traffic.dropped(now)).isEmpty();
        assertThat(traffic.dropped(now + SECOND)).isEmpty();
    }

    @Test
    void whereOthersAreHeardNothingOfThemIsDropped() throws Exception {
        Endpoint other = new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 2}), PORT);
        for (int i = 0; i < 3; i++) {
            traffic.sent(link, Way.IPV4, now);
            traffic.sent(link, Way.IPV4, now);
            traffic.heard(link, Way.IPV4, other, now);
            now += SECOND;
            assertThat(traffic.dropped(now)).isEmpty();
        }
        traffic.sent(link, Way.IPV4, now);
        traffic.sent(link, Way.IPV4, now);
        now += SECOND;
        assertThat(traffic.dropped(now)).as("they were heard before").isPresent();
    }

    @Test
    void whereNothingIsListenedToNothingIsMissed() {
        for (int i = 0; i < 10; i++) {
            traffic.sent(link, Way.BEACON, now);
            now += SECOND;
        }
        assertThat(traffic.dropped(now)).isEmpty();
    }

    @Test
    void whatItSaysByAnotherLinkIsNoWordOfOthers() throws Exception {
        InetAddress ip = InetAddress.getByAddress(new byte[] {10, 0, 0, 2});
        Link other = new Link("eth1", 3, false, List.of(new Link.Address(ip, 24)), link.nif());
        traffic.follow(List.of(link, other));
        traffic.heard(link, Way.IPV4, new Endpoint(ip, PORT), now);
        assertThat(only().others()).isZero();
        assertThat(only().echoed()).isZero();
        traffic.heard(link, Way.IPV4, new Endpoint(ip, PORT + 1), now);
        assertThat(only().others()).isEqualTo(1);
    }

    @Test
    void aBroadcastThatComesBackDoesNotSpeakForMulticast() {
        traffic.sent(link, Way.IPV4, now);
        traffic.broadcast(link, now);
        traffic.heard(link, Way.IPV4, own, now);
        traffic.sent(link, Way.IPV4, now);
        now += SECOND;
        assertThat(traffic.dropped(now)).isPresent();
    }

    @Test
    void broadcastsThatNeverComeBackDoNotSpeakAgainstMulticast() {
        for (int i = 0; i < 3; i++) {
            traffic.broadcast(link, now);
        }
        for (int i = 0; i < 3; i++) {
            now += 10 * SECOND;
            traffic.sent(link, Way.IPV4, now);
            traffic.heard(link, Way.IPV4, own, now);
            assertThat(traffic.dropped(now + SECOND)).isEmpty();
        }
    }

    @Test
    void whatOnceCameBackDoesNotSpeakForEver() {
        for (int i = 0; i < 100; i++) {
            traffic.sent(link, Way.IPV4, now);
            traffic.heard(link, Way.IPV4, own, now);
        }
        for (int i = 0; i < 8; i++) {
            traffic.sent(link, Way.IPV4, now);
        }
        now += SECOND;
        assertThat(traffic.dropped(now)).isPresent();
    }

    @Test
    void byAWayThatALinkHasNoMoreNothingIsDropped() throws Exception {
        Link dual = FailuresTest.link("eth0", "10.0.0.1", "fd00::1");
        traffic.hears(dual, Way.IPV6, Optional.empty());
        traffic.sent(dual, Way.IPV6, now);
        traffic.sent(dual, Way.IPV6, now);
        now += SECOND;
        traffic.follow(List.of(dual));
        assertThat(traffic.dropped(now).orElseThrow()).startsWith("IPv6 multicast on eth0:");
        traffic.follow(List.of(link));
        assertThat(traffic.dropped(now)).isEmpty();
    }

    @Test
    void whatComesFromAnotherPortOrAddressIsOfOthers() throws Exception {
        traffic.heard(link, Way.IPV4, new Endpoint(own.ip(), PORT + 1), now);
        traffic.heard(link, Way.IPV4, new Endpoint(InetAddress.getByAddress(new byte[] {10, 0, 0, 2}), PORT), now);
        assertThat(only().others()).isEqualTo(2);
        assertThat(only().echoed()).isZero();
    }

    private LinkHealth only() {
        return traffic.health(now).get(0);
    }
}
