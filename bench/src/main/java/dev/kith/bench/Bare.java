package dev.kith.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;

/** One multicast datagram and nothing more: what no discovery between these JVMs on this machine can be quicker than. */
final class Bare {
    private static final String GROUP = "239.255.75.106";
    private static final int PORT = 9780;
    private static final int MAX_TEXT = 256;

    private final DatagramChannel channel;
    private final InetSocketAddress group;

    Bare(String interfaceName) throws IOException {
        NetworkInterface nif = NetworkInterface.getByName(interfaceName);
        group = new InetSocketAddress(InetAddress.getByName(GROUP), PORT);
        channel = DatagramChannel.open(StandardProtocolFamily.INET)
                .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .setOption(StandardSocketOptions.IP_MULTICAST_IF, nif)
                .bind(new InetSocketAddress(PORT));
        channel.join(group.getAddress(), nif);
    }

    /** Hears on a thread of its own. */
    void listen(Consumer<String> heard) {
        Thread thread = new Thread(() -> receive(heard), "bare");
        thread.setDaemon(true);
        thread.start();
    }

    void shout(String text) throws IOException {
        channel.send(ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), group);
    }

    private void receive(Consumer<String> heard) {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_TEXT);
        try {
            while (true) {
                channel.receive(buffer.clear());
                heard.accept(StandardCharsets.UTF_8.decode(buffer.flip()).toString());
            }
        } catch (IOException failure) {
            throw new IllegalStateException("the bare socket failed", failure);
        }
    }
}
