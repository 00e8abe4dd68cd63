package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.roster.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Hears the classic beacon's port: one channel for each link, joined there, all bound to the wildcard address and shared
 * with programs that share. A channel of its own tells which interface a multicast came by.
 */
final class BeaconPort implements AutoCloseable {
    /** More than any UDP datagram holds: a shorter buffer would cut it without a word. */
    private static final int MAX_DATAGRAM = 1 << 16;
    /** So that a flood can neither hold the loop nor starve the other links. */
    private static final int DATAGRAMS_A_TURN = 1024;

    private static final int RECEIVE_BUFFER = 1 << 20;

    /** Takes what was heard. */
    interface Listener {
        void heard(Endpoint from, String interfaceName, byte[] datagram);
    }

    private final Selector selector;
    private final Map<Link, DatagramChannel> channels = new HashMap<>();
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);

    BeaconPort(Selector selector) {
        this.selector = selector;
    }

    /**
     * Makes the channels those of {@code links}: closes the ones that are gone, opens the ones that are missing.
     *
     * @return why some link is not heard, if so; it is tried again at the next call
     */
    Optional<String> follow(List<Link> links) {
        channels.entrySet().removeIf(entry -> {
            boolean gone = !links.contains(entry.getKey());
            if (gone) {
                Closing.quietly(entry.getValue());
            }
            return gone;
        });
        Optional<String> trouble = Optional.empty();
        for (Link link : links) {
            if (!channels.containsKey(link)) {
                Optional<String> failure = open(link);
                trouble = trouble.isPresent() ? trouble : failure;
            }
        }
        return trouble;
    }

    /**
     * Hands over what has come, a bounded number of datagrams from each link.
     *
     * @return whether nothing is left
     */
    boolean drain(Listener listener) throws IOException {
        boolean empty = true;
        for (Map.Entry<Link, DatagramChannel> entry : channels.entrySet()) {
            empty &= drain(entry.getKey(), entry.getValue(), listener);
        }
        return empty;
    }

    private boolean drain(Link link, DatagramChannel channel, Listener listener) throws IOException {
        for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
            buffer.clear();
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
            if (source == null) {
                return true;
            }
            byte[] datagram = new byte[buffer.flip().remaining()];
            buffer.get(datagram);
            Endpoint from = Endpoint.of(source);
            listener.heard(from, interfaceOf(from.ip(), link), datagram);
        }
        return false;
    }

    /** A datagram that came directly may reach any channel of the port: then its subnet tells where it came from. */
    private String interfaceOf(InetAddress source, Link reached) {
        if (reached.isOnLink(source)) {
            return reached.name();
        }
        return channels.keySet().stream()
                .filter(link -> link.isOnLink(source))
                .map(Link::name)
                .findFirst()
                .orElse(reached.name());
    }

    private Optional<String> open(Link link) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(StandardProtocolFamily.INET);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(new InetSocketAddress(Beacon.PORT));
            channel.join(InetAddress.getByName(Beacon.GROUP), NetworkInterface.getByIndex(link.index()));
            channel.register(selector, SelectionKey.OP_READ);
            channels.put(link, channel);
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            // The interface may be gone between the look at it and the join; join tells that by any of several types.
            Closing.quietly(channel);
            return Optional.of(reason(link, failure));
        }
    }

    private static String reason(Link link, Exception failure) {
        if (failure instanceof BindException) {
            String holder = PortHolder.of(Beacon.PORT).orElse("another program");
            return "port %d is held by %s, which does not share it".formatted(Beacon.PORT, holder);
        }
        return "%s cannot be joined on %s: %s".formatted(Beacon.GROUP, link.name(), failure.getMessage());
    }

    @Override
    public void close() {
        channels.values().forEach(Closing::quietly);
        channels.clear();
    }
}
