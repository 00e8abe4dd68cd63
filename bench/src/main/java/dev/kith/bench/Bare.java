package dev.kith.bench;

import dev.kith.trust.Ed25519;
import dev.kith.trust.Identity;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * One multicast datagram and nothing more, or one that is signed and verified by whoever hears it: what
 * discovery between these JVMs on this machine is compared with.
 */
final class Bare {
    private static final String GROUP = "239.255.75.106";
    private static final int PORT = 9780;
    private static final int MAX_DATAGRAM = 512;
    /** No text begins with it. */
    private static final byte IS_SIGNED = 0;

    private static final int KEY_BYTES = 32;
    private static final int SIGNATURE_BYTES = 64;
    /** As long as what is signed of a node's record. */
    private static final int CONTENT_BYTES = 200;

    /** Made when it is first needed. */
    private static final class Own {
        private static final Identity IDENTITY = Ed25519.generate();
    }

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

    /** The least that an announcement takes which can be verified. */
    void signThenShout(String text) throws IOException {
        sign(text);
        shout(text);
    }

    static void sign(String text) {
        Own.IDENTITY.sign(content(text));
    }

    void signAndShout(String text) throws IOException {
        byte[] content = content(text);
        ByteBuffer datagram = ByteBuffer.allocate(MAX_DATAGRAM)
                .put(IS_SIGNED)
                .put(Own.IDENTITY.publicKey())
                .put(Own.IDENTITY.sign(content))
                .put(content);
        channel.send(datagram.flip(), group);
    }

    private static byte[] content(String text) {
        return Arrays.copyOf(text.getBytes(StandardCharsets.UTF_8), CONTENT_BYTES);
    }

    private void receive(Consumer<String> heard) {
        ByteBuffer buffer = ByteBuffer.allocate(MAX_DATAGRAM);
        try {
            while (true) {
                channel.receive(buffer.clear());
                buffer.flip();
                ByteBuffer text = buffer.get(0) == IS_SIGNED ? verified(buffer) : buffer;
                heard.accept(StandardCharsets.UTF_8.decode(text).toString().trim());
            }
        } catch (IOException failure) {
            throw new IllegalStateException("the bare socket failed", failure);
        }
    }

    private static ByteBuffer verified(ByteBuffer datagram) {
        byte[] key = new byte[KEY_BYTES];
        byte[] signature = new byte[SIGNATURE_BYTES];
        byte[] content = new byte[CONTENT_BYTES];
        datagram.position(1).get(key).get(signature).get(content);
        if (!new Ed25519().verify(key, content, signature)) {
            throw new IllegalStateException("what was signed here is not verified there");
        }
        return ByteBuffer.wrap(content);
    }
}
