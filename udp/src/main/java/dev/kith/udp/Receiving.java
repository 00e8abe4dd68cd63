package dev.kith.udp;

import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectableChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;

/** Takes datagrams out of channels; one buffer serves them all. */
final class Receiving {
    /** More than any UDP datagram holds: a shorter buffer would cut it without a word. */
    private static final int MAX_DATAGRAM = 1 << 16;
    /** So that a flood can neither hold the loop nor starve the other channels. */
    private static final int DATAGRAMS_A_TURN = 1024;

    private final ByteBuffer buffer = ByteBuffer.allocateDirect(MAX_DATAGRAM);
    /** Which channels have something: asking each in vain is a call into the system for each. */
    private final Set<SelectableChannel> ready = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Map<Integer, Optional<NetworkInterface>> byIndex = new HashMap<>();
    private Optional<String> loopback = Optional.empty();
    private boolean loopbackKnown;

    /** The interfaces are others than before. */
    void forgetInterfaces() {
        byIndex.clear();
        loopbackKnown = false;
    }

    /** Takes what was heard. */
    interface Listener {
        void heard(Endpoint from, String interfaceName, byte[] datagram);
    }

    /** Waits until something comes by a channel of the selector, at most so long. */
    void await(Selector selector, long millis) throws IOException {
        ready.clear();
        // Nobody ends this thread by that, and a selector waits for nothing as long as it stands.
        Thread.interrupted();
        selector.select(this::note, millis);
    }

    /** Notes what came since the wait was over, too: the thread may have been held up behind it. Forgets wake-ups. */
    void lookAgain(Selector selector) throws IOException {
        selector.selectNow(this::note);
    }

    private void note(SelectionKey key) {
        ready.add(key.channel());
    }

    /** Whether something had come by that channel at the last wait or look. */
    boolean isReady(DatagramChannel channel) {
        return ready.contains(channel);
    }

    /** Hands over what has come, a bounded number of datagrams; the answer is whether nothing is left. */
    boolean drain(DatagramChannel channel, BiConsumer<Endpoint, byte[]> listener) throws IOException {
        for (int i = 0; i < DATAGRAMS_A_TURN; i++) {
            buffer.clear();
            InetSocketAddress source = (InetSocketAddress) channel.receive(buffer);
            if (source == null) {
                return true;
            }
            byte[] datagram = new byte[buffer.flip().remaining()];
            buffer.get(datagram);
            listener.accept(Endpoint.of(named(source)), datagram);
        }
        return false;
    }

    /** An address that means something on one link only, with that link's name in place of its number, as long as the link is there. */
    InetSocketAddress named(InetSocketAddress source) {
        if (source.getAddress() instanceof Inet6Address ip
                && ip.isLinkLocalAddress()
                && ip.getScopedInterface() == null) {
            Optional<NetworkInterface> nif = byIndex.computeIfAbsent(ip.getScopeId(), Receiving::byIndex);
            if (nif.isPresent()) {
                try {
                    return new InetSocketAddress(
                            Inet6Address.getByAddress(null, ip.getAddress(), nif.get()), source.getPort());
                } catch (UnknownHostException noAddressThere) {
                    // It went down after this came by it, and lost its own address of the kind.
                    return source;
                }
            }
        }
        return source;
    }

    private static Optional<NetworkInterface> byIndex(int index) {
        try {
            return Optional.ofNullable(NetworkInterface.getByIndex(index));
        } catch (SocketException gone) {
            return Optional.empty();
        }
    }

    /** The name of the link whose subnet an address is in. */
    Optional<String> interfaceOf(InetAddress source, Collection<Link> links) {
        if (source.isLoopbackAddress()) {
            return loopback();
        }
        for (Link link : links) {
            if (link.isOnLink(source)) {
                return Optional.of(link.name());
            }
        }
        return Optional.empty();
    }

    /** Looked up once, since it takes longer than everything else that is done with a datagram. */
    private Optional<String> loopback() {
        if (!loopbackKnown) {
            loopback = lookUpLoopback();
            loopbackKnown = true;
        }
        return loopback;
    }

    private static Optional<String> lookUpLoopback() {
        try {
            return Optional.ofNullable(NetworkInterface.getByInetAddress(InetAddress.getLoopbackAddress()))
                    .map(NetworkInterface::getName);
        } catch (SocketException none) {
            return Optional.empty();
        }
    }
}
