package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.peer.LinkHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The shared ports a node hears on: that of the native groups, IPv4 and IPv6, and that of the beacon; each or none. */
final class Hearing implements AutoCloseable {
    private final List<SharedPort> nativePorts = new ArrayList<>();
    private final Optional<SharedPort> beaconPort;

    Hearing(Selector selector, Links links, Receiving receiving, Traffic traffic, Plan plan) throws IOException {
        if (plan.toAll().isPresent()) {
            Plan.Shared toAll = plan.toAll().get();
            nativePorts.add(new SharedPort(
                    new SharedPort.Of(LinkHealth.Way.IPV4, toAll.group4(), toAll.port()),
                    selector,
                    links,
                    receiving,
                    traffic));
            nativePorts.add(new SharedPort(
                    new SharedPort.Of(LinkHealth.Way.IPV6, toAll.group6(), toAll.port()),
                    selector,
                    links,
                    receiving,
                    traffic));
        }
        InetAddress beaconGroup = InetAddress.getByName(Beacon.GROUP);
        this.beaconPort = plan.hearsBeacon()
                ? Optional.of(new SharedPort(
                        new SharedPort.Of(LinkHealth.Way.BEACON, beaconGroup, Beacon.PORT),
                        selector,
                        links,
                        receiving,
                        traffic))
                : Optional.empty();
    }

    /**
     * Hears on these links for the first time.
     *
     * @throws IOException if another program holds the native port, it is not permitted, or it is heard on no link, saying why
     */
    void begin(List<Link> links) throws IOException {
        Optional<SharedPort.Deaf> first = Optional.empty();
        for (SharedPort port : nativePorts) {
            Optional<SharedPort.Deaf> deaf = port.follow(links);
            if (deaf.isPresent() && deaf.get().taken()) {
                throw new IOException(deaf.get().reason());
            }
            first = first.or(() -> deaf);
        }
        if (first.isPresent() && nativePorts.stream().allMatch(SharedPort::isDeaf)) {
            throw new IOException(first.get().reason());
        }
    }

    /** Hears the native groups on these links and no others; says why not, where it cannot. Not while it is drained. */
    Optional<String> followNative(List<Link> links) {
        Optional<SharedPort.Deaf> first = Optional.empty();
        for (SharedPort port : nativePorts) {
            Optional<SharedPort.Deaf> deaf = port.follow(links);
            first = first.or(() -> deaf);
        }
        return first.map(deaf -> "multicast cannot be heard: " + deaf.reason());
    }

    /** As {@link #followNative}, for the beacon. */
    Optional<String> followBeacon(List<Link> links) {
        return beaconPort
                .flatMap(port -> port.follow(links))
                .map(deaf -> "the beacon cannot be heard: " + deaf.reason());
    }

    /** Hands over what has come, a bounded number of datagrams; the answer is whether nothing is left. */
    boolean drain(Receiving.Listener toNative, Receiving.Listener toBeacon) {
        boolean empty = true;
        for (SharedPort port : nativePorts) {
            empty &= port.drain(toNative);
        }
        if (beaconPort.isPresent()) {
            empty &= beaconPort.get().drain(toBeacon);
        }
        return empty;
    }

    @Override
    public void close() {
        nativePorts.forEach(SharedPort::close);
        beaconPort.ifPresent(SharedPort::close);
    }
}
