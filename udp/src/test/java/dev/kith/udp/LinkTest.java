package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkTest {
    @Test
    void anAddressIsOnLinkWhenItSharesTheSubnet() throws UnknownHostException, SocketException {
        Link link = new Link(
                "eth0",
                2,
                false,
                List.of(new Link.Address(ip(10, 0, 4, 1), 22)),
                NetworkInterface.getNetworkInterfaces().nextElement());
        assertThat(link.isOnLink(ip(10, 0, 7, 255))).isTrue();
        assertThat(link.isOnLink(ip(10, 0, 8, 0))).isFalse();
        assertThat(link.isOnLink(InetAddress.getByAddress(new byte[16]))).isFalse();
    }

    @Test
    void theShortestAndTheLongestPrefixAreOrdinary() throws UnknownHostException {
        assertThat(new Link.Address(ip(10, 0, 0, 1), 0).sharesSubnet(ip(192, 168, 1, 1)))
                .isTrue();
        assertThat(new Link.Address(ip(10, 0, 0, 1), 32).sharesSubnet(ip(10, 0, 0, 1)))
                .isTrue();
        assertThat(new Link.Address(ip(10, 0, 0, 1), 32).sharesSubnet(ip(10, 0, 0, 2)))
                .isFalse();
    }

    @Test
    void aRecordWithFewPlacesNamesOneAddressOfEachLinkFirst() throws UnknownHostException, SocketException {
        List<Link> links = List.of(
                link("br0", ip(172, 17, 0, 1), ip(172, 17, 0, 2), ip6(1)), link("eth0", ip(10, 0, 0, 1), ip6(2)));
        assertThat(OwnEndpoints.of(links, 5, 6))
                .hasToString("[172.17.0.1:5, 10.0.0.1:5, 172.17.0.2:5, [fd00::1]:6, [fd00::2]:6]");
        assertThat(OwnEndpoints.of(links, 5, 0)).hasSize(3);
    }

    private static Link link(String name, InetAddress... ips) throws SocketException {
        List<Link.Address> addresses =
                Arrays.stream(ips).map(ip -> new Link.Address(ip, 24)).toList();
        return new Link(
                name,
                1,
                false,
                addresses,
                NetworkInterface.getNetworkInterfaces().nextElement());
    }

    private static InetAddress ip6(int host) throws UnknownHostException {
        byte[] ip = new byte[16];
        ip[0] = (byte) 0xFD;
        ip[15] = (byte) host;
        return InetAddress.getByAddress(ip);
    }

    @Test
    void theBroadcastAddressIsThatOfTheSubnet() throws UnknownHostException {
        assertThat(new Link.Address(ip(10, 0, 5, 1), 22).broadcast()).contains(ip(10, 0, 7, 255));
        assertThat(new Link.Address(ip(10, 0, 5, 1), 31).broadcast()).isEmpty();
        assertThat(new Link.Address(InetAddress.getByAddress(new byte[16]), 64).broadcast())
                .isEmpty();
    }

    @Test
    void aTroubleThatQuotesControlCharactersIsToldOnceToo() {
        Troubles troubles = new Troubles();
        assertThat(troubles.arose("beacon", "held by \u001b[31m", Instant.EPOCH))
                .isTrue();
        assertThat(troubles.arose("beacon", "held by \u001b[31m", Instant.EPOCH))
                .isFalse();
        assertThat(troubles.standing())
                .singleElement()
                .satisfies(event -> assertThat(event.reason()).isEqualTo("held by ␛[31m"));
    }

    @Test
    void aTroubleIsToldOnceForAsLongAsItLasts() {
        Troubles troubles = new Troubles();
        assertThat(troubles.arose("beacon", "port taken", Instant.EPOCH)).isTrue();
        assertThat(troubles.arose("beacon", "port taken", Instant.MAX)).isFalse();
        assertThat(troubles.standing())
                .singleElement()
                .satisfies(event -> assertThat(event.time()).isEqualTo(Instant.EPOCH));
        assertThat(troubles.stand("beacon", Optional.empty(), Instant.MAX)).isFalse();
        assertThat(troubles.standing()).isEmpty();
        assertThat(troubles.arose("beacon", "port taken", Instant.EPOCH)).isTrue();
    }

    private static Inet4Address ip(int a, int b, int c, int d) throws UnknownHostException {
        return (Inet4Address) InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, (byte) d});
    }
}
