package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.peer.Endpoint;
import dev.kith.peer.LinkHealth;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/** The article's {@code listen} alone: hears every datagram of the beacon's port, and says nothing on the network. */
public final class BeaconListener implements AutoCloseable {
    private final Receiving receiving = new Receiving();
    private static final Duration LOOK_AT_LINKS = Duration.ofSeconds(1);

    private final Selector selector;
    private final Links links;
    private final SharedPort port;
    private volatile boolean closing;

    private BeaconListener(Selector selector, Links links, InetAddress group) {
        this.selector = selector;
        this.links = links;
        this.port = new SharedPort(
                new SharedPort.Of(LinkHealth.Way.BEACON, group, Beacon.PORT),
                selector,
                links,
                receiving,
                new Traffic());
    }

    /**
     * Opens the port on these interfaces.
     *
     * @param interfaceNames which; none named means all that are usable
     * @throws IOException if no interface can be heard, saying why
     */
    public static BeaconListener open(Set<String> interfaceNames) throws IOException {
        Links links = new Links(interfaceNames);
        BeaconListener listener = new BeaconListener(Selector.open(), links, InetAddress.getByName(Beacon.GROUP));
        var trouble = listener.port.follow(links.required());
        if (trouble.isPresent()) {
            listener.port.close();
            Closing.quietly(listener.selector);
            throw new IOException(trouble.get().reason());
        }
        return listener;
    }

    /** Hands over each datagram with its source, on the calling thread, until it is closed or the thread interrupted. */
    public void run(BiConsumer<Endpoint, byte[]> heard) throws IOException {
        long looked = System.nanoTime();
        Map<Said, String> before = Map.of();
        while (!closing && !Thread.currentThread().isInterrupted()) {
            receiving.await(selector, LOOK_AT_LINKS.toMillis());
            before = hear(heard, before);
            if (System.nanoTime() - looked >= LOOK_AT_LINKS.toNanos()) {
                looked = System.nanoTime();
                port.follow(links.usable());
            }
        }
        port.close();
        Closing.quietly(selector);
    }

    private record Said(Endpoint from, int hash) {}

    /** A broadcast comes to the channel of every interface, in this turn or the next, and is handed over once. */
    private Map<Said, String> hear(BiConsumer<Endpoint, byte[]> heard, Map<Said, String> before) {
        Map<Said, String> cameBy = new HashMap<>();
        port.drainByChannel((from, channel, datagram) -> {
            Said said = new Said(from, Arrays.hashCode(datagram));
            String first = before.getOrDefault(said, cameBy.getOrDefault(said, channel));
            cameBy.put(said, first);
            if (!closing && first.equals(channel)) {
                heard.accept(from, datagram);
            }
        });
        return cameBy;
    }

    /** Ends {@link #run}, which then closes the sockets; any thread. */
    @Override
    public void close() {
        closing = true;
        selector.wakeup();
    }
}
