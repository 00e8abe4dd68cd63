package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which sends that failed are still worth a word. */
class FailuresTest {
    private static final long LONG_AFTER = 10_000_000_000L;
    private static final String IPV4 = "10.0.0.1";
    private static final String IPV6 = "fd00::1";

    private final Failures failures = new Failures();

    @Test
    void whatFailsIsSaidWhenItLastsUntilItSucceeds() throws Exception {
        Link link = link("eth0", IPV4);
        failed(Way.IPV4, link);
        assertThat(failures.lasting(1)).isEmpty();
        assertThat(failures.lasting(LONG_AFTER)).contains("IPv4 multicast cannot be sent on eth0: none");
        failures.ended(Failures.Saying.by(Way.IPV4, link));
        assertThat(failures.lasting(LONG_AFTER)).isEmpty();
    }

    @Test
    void whatFailedOnALinkThatIsGoneIsForgottenAndOnAnotherIsNot() throws Exception {
        Link gone = link("eth0", IPV4);
        Link stays = link("eth1", IPV4);
        failed(Way.IPV4, gone);
        failed(Way.IPV4, stays);
        failures.follow(List.of(stays));
        assertThat(failures.lasting(LONG_AFTER)).contains("IPv4 multicast cannot be sent on eth1: none");
        failures.follow(List.of());
        assertThat(failures.lasting(LONG_AFTER)).isEmpty();
    }

    @Test
    void whatFailedByAWayThatALinkHasNoMoreIsForgotten() throws Exception {
        failed(Way.IPV6, link("eth0", IPV4, IPV6));
        failures.follow(List.of(link("eth0", IPV4, IPV6, "fd00::2")));
        assertThat(failures.lasting(LONG_AFTER)).contains("IPv6 multicast cannot be sent on eth0: none");
        failures.follow(List.of(link("eth0", IPV4)));
        assertThat(failures.lasting(LONG_AFTER)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Required key not available", "Destination address required"})
    void whatWireGuardSaysOfAllIsNot(String reason) throws Exception {
        Failures.Saying saying = Failures.Saying.by(Way.IPV4, link("wg0", IPV4));
        assertThat(failures.failed(saying, new IOException("Operation not permitted"), 0))
                .isEqualTo("Operation not permitted");
        assertThat(failures.failed(saying, new IOException(reason), 1)).isEqualTo(LinkHealth.NO_MULTICAST);
        assertThat(failures.lasting(LONG_AFTER)).isEmpty();
    }

    private void failed(Way way, Link link) {
        failures.failed(Failures.Saying.by(way, link), new IOException("none"), 0);
    }

    static Link link(String name, String... ips) throws IOException {
        NetworkInterface any = NetworkInterface.getNetworkInterfaces().nextElement();
        List<Link.Address> addresses = new ArrayList<>();
        for (String ip : ips) {
            addresses.add(new Link.Address(InetAddress.getByName(ip), 24));
        }
        return new Link(name, 2, false, addresses, any);
    }
}
