package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.junit.jupiter.api.Test;

/** Which channels are asked for what has come. */
class ReceivingTest {
    private static final long PATIENCE = 30_000;

    @Test
    void whatComesBehindTheWaitIsSeenByTheNextLook() throws IOException {
        Receiving receiving = new Receiving();
        try (Selector selector = Selector.open();
                Selector other = Selector.open();
                DatagramChannel early = bound(selector);
                DatagramChannel late = bound(selector)) {
            send(early);
            receiving.await(selector, PATIENCE);
            assertThat(receiving.isReady(early)).isTrue();
            assertThat(receiving.isReady(late)).isFalse();
            late.register(other, SelectionKey.OP_READ);
            send(late);
            assertThat(other.select(PATIENCE)).isOne();
            assertThat(receiving.isReady(late)).isFalse();
            receiving.lookAgain(selector);
            assertThat(receiving.isReady(early)).isTrue();
            assertThat(receiving.isReady(late)).isTrue();
        }
    }

    @Test
    void anInterruptIsForgottenSinceASelectorWaitsForNothingAsLongAsItStands() throws IOException {
        try (Selector selector = Selector.open()) {
            Thread.currentThread().interrupt();
            new Receiving().await(selector, 1);
            assertThat(Thread.interrupted()).isFalse();
        }
    }

    @Test
    void aSourceOnALinkThatLostItsOwnAddressOfTheKindIsTakenAsItIs() throws IOException {
        NetworkInterface loopback = NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress());
        byte[] ip = InetAddress.getByName("fe80::1").getAddress();
        InetSocketAddress source = new InetSocketAddress(Inet6Address.getByAddress(null, ip, loopback.getIndex()), 7);
        assertThat(loopback.inetAddresses()).noneMatch(InetAddress::isLinkLocalAddress);
        assertThat(new Receiving().named(source)).isEqualTo(source);
    }

    private static DatagramChannel bound(Selector selector) throws IOException {
        DatagramChannel channel =
                DatagramChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
        channel.configureBlocking(false).register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private static void send(DatagramChannel to) throws IOException {
        try (DatagramChannel from = DatagramChannel.open()) {
            from.send(ByteBuffer.wrap(new byte[] {1}), to.getLocalAddress());
        }
    }
}
