package dev.kith.udp;

import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Hears one multicast group on a port that programs share: one channel for each link, joined there. A channel of its own
 * tells which interface a multicast came by. An IPv4 channel is bound to the wildcard address and so hears what comes
 * directly, too; an IPv6 channel is bound to the group on its link, since one bound to the wildcard hears every link.
 */
final class SharedPort implements AutoCloseable {
    private static final int RECEIVE_BUFFER = 1 << 20;

    private final Selector selector;
    private final InetAddress group;
    private final int port;
    private final LinkHealth.Way way;
    private final Links links;
    private final Receiving receiving;
    private final Traffic traffic;
    private final Map<Link, DatagramChannel> channels = new HashMap<>();
    private final BiFunction<Endpoint, Link, String> byAddress = this::interfaceOf;

    SharedPort(Of of, Selector selector, Links links, Receiving receiving, Traffic traffic) {
        this.selector = selector;
        this.way = of.way();
        this.group = of.group();
        this.port = of.port();
        this.links = links;
        this.receiving = receiving;
        this.traffic = traffic;
    }

    /**
     * What is heard.
     *
     * @param way what that is to people
     * @param group the multicast group
     * @param port the port of all
     */
    record Of(LinkHealth.Way way, InetAddress group, int port) {}

    /**
     * Why a link is not heard.
     *
     * @param reason for people
     * @param taken whether another program holds the port, or it is not permitted, so that no link is
     */
    record Deaf(String reason, boolean taken) {}

    /**
     * Makes the channels those of {@code links}: closes the ones that are gone, opens the ones that are missing. Not while it
     * is drained.
     *
     * @return why some link is not heard, if so; it is tried again at the next call
     */
    Optional<Deaf> follow(List<Link> links) {
        channels.entrySet().removeIf(entry -> {
            boolean gone = !links.contains(entry.getKey());
            if (gone) {
                Closing.quietly(entry.getValue());
            }
            return gone;
        });
        Optional<Deaf> trouble = Optional.empty();
        for (Link link : links) {
            if (link.speaks(way) && !channels.containsKey(link)) {
                Optional<Deaf> failure = open(link);
                traffic.hears(link, way, failure.map(Deaf::reason));
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
    boolean drain(Receiving.Listener listener) {
        return drain(byAddress, listener);
    }

    /** As {@link #drain(Receiving.Listener)}, but tells the link of the channel that was reached, whatever the source. */
    boolean drainByChannel(Receiving.Listener listener) {
        return drain((from, reached) -> reached.name(), listener);
    }

    private boolean drain(BiFunction<Endpoint, Link, String> name, Receiving.Listener listener) {
        boolean empty = true;
        List<Link> broken = new ArrayList<>();
        for (Map.Entry<Link, DatagramChannel> entry : channels.entrySet()) {
            Link reached = entry.getKey();
            if (!receiving.isReady(entry.getValue())) {
                continue;
            }
            try {
                empty &= receiving.drain(entry.getValue(), (from, datagram) -> {
                    if (cameByAnother(from, reached)) {
                        return;
                    }
                    traffic.heard(reached, way, from, System.nanoTime());
                    listener.heard(from, name.apply(from, reached), datagram);
                });
            } catch (IOException failure) {
                // Its interface may just be going; what is closed here is opened again by the next look at the links.
                Closing.quietly(entry.getValue());
                broken.add(reached);
            }
        }
        channels.keySet().removeAll(broken);
        return empty;
    }

    /** Whether no link is heard at all. */
    boolean isDeaf() {
        return channels.isEmpty();
    }

    /**
     * Whether it came by a link that is not to be used, or is not known yet while there is nothing but loopback: a broadcast
     * reaches every channel of the port, and whoever answered this one would name addresses that are not there.
     */
    private boolean cameByAnother(Endpoint from, Link reached) {
        return receiving.interfaceOf(from.ip(), channels.keySet()).isEmpty()
                && (reached.isLoopback() || links.isUnwanted(from.ip()));
    }

    /** A datagram that came directly may reach any channel of the port: then its subnet tells where it came from. */
    private String interfaceOf(Endpoint from, Link reached) {
        if (reached.isOnLink(from.ip())) {
            return reached.name();
        }
        return receiving.interfaceOf(from.ip(), channels.keySet()).orElse(reached.name());
    }

    private Optional<Deaf> open(Link link) {
        DatagramChannel channel = null;
        try {
            ProtocolFamily family = isIpv4() ? StandardProtocolFamily.INET : StandardProtocolFamily.INET6;
            channel = DatagramChannel.open(family);
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            if (channel.supportedOptions().contains(StandardSocketOptions.SO_REUSEPORT)) {
                channel.setOption(StandardSocketOptions.SO_REUSEPORT, true);
            }
            channel.setOption(StandardSocketOptions.SO_RCVBUF, RECEIVE_BUFFER);
            channel.bind(isIpv4() ? Wildcard.of(family, port) : new InetSocketAddress(scoped(group, link), port));
            channel.join(group, link.nif());
            channel.register(selector, SelectionKey.OP_READ);
            channels.put(link, channel);
            return Optional.empty();
        } catch (IOException | RuntimeException failure) {
            // The interface may be gone between the look at it and the join; join tells that by any of several types.
            Closing.quietly(channel);
            return Optional.of(new Deaf(reason(link, failure), failure instanceof BindException));
        }
    }

    private boolean isIpv4() {
        return group instanceof Inet4Address;
    }

    static InetAddress scoped(InetAddress address, Link link) throws IOException {
        return Inet6Address.getByAddress(null, address.getAddress(), link.index());
    }

    private String reason(Link link, Exception failure) {
        if (failure instanceof BindException refused) {
            String why = PortHolder.why(port, refused);
            return "port %d is %s".formatted(port, why)
                    + (PortHolder.isForbidden(refused) ? "" : ", which does not share it");
        }
        return "%s cannot be joined on %s: %s".formatted(group.getHostAddress(), link.name(), failure.getMessage());
    }

    @Override
    public void close() {
        channels.values().forEach(Closing::quietly);
        channels.clear();
    }
}
