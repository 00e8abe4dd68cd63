package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import java.io.IOException;
import java.net.BindException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The node's own socket for each family, on a port of its own: everything it sends comes from here, the beacon too, and
 * what is sent to it alone comes here. A host without IPv6 has the first only.
 */
final class OwnSockets implements AutoCloseable {
    private final DatagramChannel channel4;
    private final Optional<DatagramChannel> channel6;
    private Optional<Exception> noIpv6 = Optional.empty();
    private final List<DatagramChannel> channels;
    private final int port4;
    private final int port6;
    private final InetSocketAddress beaconGroup;
    /** How datagrams to everybody are addressed, if there are any. */
    private final Optional<Plan.Shared> toAll;

    private final Failures failures;
    private final Traffic traffic;

    private final List<Endpoint> advertised;

    OwnSockets(Selector selector, Plan plan, Failures failures, Traffic traffic) throws IOException {
        this.toAll = plan.toAll();
        this.advertised = plan.own().advertised();
        this.failures = failures;
        this.traffic = traffic;
        this.beaconGroup = new InetSocketAddress(InetAddress.getByName(Beacon.GROUP), Beacon.PORT);
        // First, since it takes the port for both families: who else holds that is noticed before the two share it.
        this.channel6 = tryIpv6(selector, plan);
        this.channel4 = openIpv4(selector, plan);
        this.channels = channel6.map(six -> List.of(channel4, six)).orElse(List.of(channel4));
        this.port4 = port(channel4);
        this.port6 = channel6.isPresent() ? port(channel6.get()) : 0;
    }

    /** Worth a word only where a link has IPv6 addresses. */
    private Optional<DatagramChannel> tryIpv6(Selector selector, Plan plan) {
        try {
            return Optional.of(open(selector, StandardProtocolFamily.INET6, plan, false));
        } catch (IOException | UnsupportedOperationException failure) {
            noIpv6 = Optional.of(failure);
            return Optional.empty();
        }
    }

    private DatagramChannel openIpv4(Selector selector, Plan plan) throws IOException {
        boolean isFixed = plan.own().port() != 0;
        try {
            return open(selector, StandardProtocolFamily.INET, plan, isFixed && channel6.isPresent());
        } catch (IOException | RuntimeException failure) {
            channel6.ifPresent(Closing::quietly);
            throw failure;
        }
    }

    private static DatagramChannel open(Selector selector, ProtocolFamily family, Plan plan, boolean shares)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        try {
            channel.configureBlocking(false);
            channel.setOption(StandardSocketOptions.IP_MULTICAST_TTL, plan.hops());
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, shares);
            bind(channel, Wildcard.of(family, plan.own().port()));
            // Only now: so nobody else is given this port, but this node can open more sockets on it.
            channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
            channel.register(selector, SelectionKey.OP_READ);
            return channel;
        } catch (IOException | RuntimeException failure) {
            Closing.quietly(channel);
            throw failure;
        }
    }

    private static void bind(DatagramChannel channel, InetSocketAddress at) throws IOException {
        try {
            channel.bind(at);
        } catch (BindException refused) {
            int port = at.getPort();
            throw new IOException(
                    "port " + port + ", which was to be its own, is " + PortHolder.why(port, refused), refused);
        }
    }

    /** There are these links, and no others any more. */
    void follow(List<Link> links) {
        traffic.follow(links);
        failures.follow(links);
    }

    /** Where its datagrams come from on these links, the likeliest to be reached first; port 0 where it has none of the family. */
    List<Endpoint> endpoints(List<Link> links) {
        List<Endpoint> all = new ArrayList<>();
        for (Endpoint told : advertised) {
            int own = port(told.ip() instanceof Inet6Address);
            all.add(told.port() == 0 ? new Endpoint(told.ip(), own) : told);
        }
        all.addAll(OwnEndpoints.of(links, port4, port6));
        return all;
    }

    /** Hands over what has come for this node alone; the answer is whether nothing is left. */
    boolean drain(Receiving receiving, List<Link> links, Receiving.Listener listener) throws IOException {
        boolean empty = true;
        for (DatagramChannel channel : channels) {
            if (receiving.isReady(channel)) {
                empty &= receiving.drain(
                        channel,
                        (from, datagram) -> listener.heard(from, interfaceOf(receiving, from.ip(), links), datagram));
            }
        }
        return empty;
    }

    /** Casts the beacon by one interface. */
    void cast(Link link, byte[] beacon) {
        multicast(channel4, link, beaconGroup, beacon, LinkHealth.Way.BEACON);
    }

    /** Sends to everybody on a link, the way that reaches most: by IPv4, or by IPv6 where there is no other. */
    void multicast(Link link, byte[] datagram) {
        if (link.hasIpv4()) {
            Plan.Shared all = toAll.orElseThrow();
            multicast(channel4, link, new InetSocketAddress(all.group4(), all.port()), datagram, LinkHealth.Way.IPV4);
        } else {
            multicast6(link, datagram);
        }
    }

    /** Sends to everybody on a link by the ways that {@link #multicast} did not take. */
    void multicastOtherwise(Link link, byte[] datagram, boolean broadcastToo) {
        if (link.hasIpv4()) {
            multicast6(link, datagram);
        }
        if (broadcastToo && !link.isLoopback()) {
            broadcast(link, datagram);
        }
    }

    private void multicast6(Link link, byte[] datagram) {
        if (!link.speaks(LinkHealth.Way.IPV6)) {
            return;
        }
        noIpv6.ifPresent(failure -> failed(LinkHealth.Way.IPV6, link, failure));
        if (channel6.isPresent()) {
            try {
                Plan.Shared all = toAll.orElseThrow();
                InetSocketAddress group = new InetSocketAddress(SharedPort.scoped(all.group6(), link), all.port());
                multicast(channel6.get(), link, group, datagram, LinkHealth.Way.IPV6);
            } catch (IOException noScope) {
                failed(LinkHealth.Way.IPV6, link, noScope);
            }
        }
    }

    /** The leave to broadcast is given for these alone: a record may name a broadcast address as a node's. */
    private void broadcast(Link link, byte[] datagram) {
        Failures.Saying saying = new Failures.Saying("broadcast", LinkHealth.Way.IPV4, link);
        try {
            int port = toAll.orElseThrow().port();
            channel4.setOption(StandardSocketOptions.SO_BROADCAST, true);
            link.addresses().stream()
                    .flatMap(address -> address.broadcast().stream())
                    .forEach(all -> {
                        traffic.broadcast(link, System.nanoTime());
                        send(new Endpoint(all, port), datagram);
                    });
            channel4.setOption(StandardSocketOptions.SO_BROADCAST, false);
            failures.ended(saying);
        } catch (IOException failure) {
            failures.failed(saying, failure, System.nanoTime());
        }
    }

    /** The port of its own socket of a family; 0 if it has none. */
    int port(boolean six) {
        return six ? port6 : port4;
    }

    /** How many datagrams one to everybody on these links is. */
    int copies(List<Link> links) {
        return links.stream()
                .mapToInt(link ->
                        (link.hasIpv4() ? 1 : 0) + (link.speaks(LinkHealth.Way.IPV6) && channel6.isPresent() ? 1 : 0))
                .sum();
    }

    /** Sends to one address; a failure is the path's, and its silence will tell. */
    void send(Endpoint to, byte[] datagram) {
        try {
            DatagramChannel channel = to.ip() instanceof Inet6Address ? channel6.orElse(channel4) : channel4;
            channel.send(ByteBuffer.wrap(datagram), new InetSocketAddress(to.ip(), to.port()));
        } catch (IOException | RuntimeException unreachable) {
            failures.count();
        }
    }

    private void multicast(
            DatagramChannel by, Link link, InetSocketAddress group, byte[] datagram, LinkHealth.Way way) {
        try {
            by.setOption(StandardSocketOptions.IP_MULTICAST_IF, link.nif());
            by.send(ByteBuffer.wrap(datagram), group);
            failures.ended(Failures.Saying.by(way, link));
            traffic.sent(link, way, System.nanoTime());
        } catch (IOException failure) {
            failed(way, link, failure);
        }
    }

    private void failed(LinkHealth.Way way, Link link, Exception failure) {
        traffic.couldNotSend(link, way, failures.failed(Failures.Saying.by(way, link), failure, System.nanoTime()));
    }

    static String interfaceOf(Receiving receiving, InetAddress source, List<Link> links) {
        if (source instanceof Inet6Address ip && ip.getScopedInterface() != null) {
            return ip.getScopedInterface().getName();
        }
        // From beyond every subnet it can only have come by the one link there is; of several, nobody tells which.
        boolean one = links.size() == 1 && !links.get(0).isLoopback();
        return receiving.interfaceOf(source, links).orElse(one ? links.get(0).name() : "");
    }

    private static int port(DatagramChannel channel) throws IOException {
        return ((InetSocketAddress) channel.getLocalAddress()).getPort();
    }

    @Override
    public void close() {
        channels.forEach(Closing::quietly);
    }
}
