package dev.kith.udp;

import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The port that all hear, at each address of this host: where somebody knocks who knows an address and no more. Bound to the
 * address, so that what is said to all does not come here. Whoever came here is answered from here, since an address translation
 * or a firewall on the way lets nothing else back in; see {@link Guests}.
 */
final class Doors implements AutoCloseable {
    private final Selector selector;
    private final Optional<Plan.Shared> toAll;
    private final Receiving receiving;
    private final Map<InetAddress, DatagramChannel> channels = new HashMap<>();
    private final Guests guests = new Guests();
    /** Whose datagram is taken now, and the door it came by: its answer goes by the same. */
    private Optional<Endpoint> taken = Optional.empty();

    private Optional<InetAddress> takenBy = Optional.empty();

    /** Opens none yet; none ever where there is no such port. */
    Doors(Selector selector, Optional<Plan.Shared> toAll, Receiving receiving) {
        this.selector = selector;
        this.toAll = toAll;
        this.receiving = receiving;
    }

    /** Opens those of the addresses there are, and closes the others; says why not, where it cannot. Not while one is drained. */
    Optional<String> follow(List<Link> links) {
        Set<InetAddress> wanted = new HashSet<>();
        if (toAll.isPresent()) {
            links.forEach(link -> link.addresses().forEach(address -> wanted.add(address.ip())));
        }
        channels.entrySet().removeIf(door -> {
            boolean gone = !wanted.contains(door.getKey()) || !door.getValue().isOpen();
            if (gone) {
                Closing.quietly(door.getValue());
            }
            return gone;
        });
        Optional<String> trouble = Optional.empty();
        for (InetAddress ip : wanted) {
            if (!channels.containsKey(ip)) {
                Optional<String> failure = open(ip, toAll.orElseThrow().port());
                trouble = trouble.isPresent() ? trouble : failure;
            }
        }
        return trouble;
    }

    private Optional<String> open(InetAddress ip, int port) {
        DatagramChannel channel = null;
        try {
            channel = DatagramChannel.open(
                    ip instanceof Inet4Address ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.bind(new InetSocketAddress(ip, port));
            channel.register(selector, SelectionKey.OP_READ);
            channels.put(ip, channel);
            return Optional.empty();
        } catch (BindException notYet) {
            Closing.quietly(channel);
            // An IPv6 address is tentative for a second or two: it is tried again.
            return ip.isLinkLocalAddress() || ip instanceof Inet6Address
                    ? Optional.empty()
                    : Optional.of(reason(ip, port, notYet));
        } catch (IOException failure) {
            Closing.quietly(channel);
            return Optional.of(reason(ip, port, failure));
        }
    }

    private static String reason(InetAddress ip, int port, IOException failure) {
        return "nobody can be heard at %s: %s".formatted(new Endpoint(ip, port), failure.getMessage());
    }

    /** Hands over what has come, a bounded number of datagrams from each; the answer is whether nothing is left. */
    boolean drain(List<Link> links, Receiving.Listener listener) {
        boolean empty = true;
        for (Map.Entry<InetAddress, DatagramChannel> door : channels.entrySet()) {
            if (!receiving.isReady(door.getValue())) {
                continue;
            }
            try {
                empty &= receiving.drain(door.getValue(), (from, datagram) -> {
                    take(from, Optional.of(door.getKey()));
                    listener.heard(from, OwnSockets.interfaceOf(receiving, from.ip(), links), datagram);
                });
            } catch (IOException failure) {
                // Its address may just be going; it is opened again by the next look at the links.
                Closing.quietly(door.getValue());
            }
        }
        return empty;
    }

    /** A datagram from there is taken, which came by a door or else by the node's own socket. */
    void take(Endpoint from, Optional<InetAddress> door) {
        guests.heard(from, door);
        taken = Optional.of(from);
        takenBy = door;
    }

    /** No datagram is taken any more. */
    void taken() {
        taken = Optional.empty();
    }

    /** The datagram that is taken proves that somebody hears there. */
    void proved(Endpoint at) {
        if (taken.filter(at::equals).isPresent()) {
            guests.proved(at, takenBy);
        }
    }

    boolean isGuest(Endpoint at) {
        return guests.isGuest(at);
    }

    /** Sends to one by the door that it is to be spoken to by; the answer is whether there is one. */
    boolean send(Endpoint to, byte[] datagram) {
        boolean answers = taken.filter(to::equals).isPresent();
        Optional<InetAddress> by = answers ? takenBy : guests.doorFor(to);
        DatagramChannel channel = by.map(channels::get).orElse(null);
        if (channel == null) {
            return false;
        }
        try {
            channel.send(ByteBuffer.wrap(datagram), new InetSocketAddress(to.ip(), to.port()));
        } catch (IOException unreachable) {
            // As with any other path, its silence will tell.
        }
        return true;
    }

    @Override
    public void close() {
        channels.values().forEach(Closing::quietly);
        channels.clear();
    }
}
