package dev.kith.udp;

import dev.kith.roster.Endpoint;
import java.io.IOException;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.Set;
import java.util.function.BiConsumer;

/** The article's {@code listen} alone: hears every datagram of the beacon's port, and says nothing on the network. */
public final class BeaconListener implements AutoCloseable {
    private static final Duration LOOK_AT_LINKS = Duration.ofSeconds(1);

    private final Selector selector;
    private final Links links;
    private final BeaconPort port;

    private BeaconListener(Selector selector, Links links) {
        this.selector = selector;
        this.links = links;
        this.port = new BeaconPort(selector);
    }

    /**
     * Opens the port on these interfaces.
     *
     * @param interfaceNames which; none named means all that are usable
     * @throws IOException if no interface can be heard, saying why
     */
    public static BeaconListener open(Set<String> interfaceNames) throws IOException {
        Links links = new Links(interfaceNames);
        BeaconListener listener = new BeaconListener(Selector.open(), links);
        var trouble = listener.port.follow(links.required());
        if (trouble.isPresent()) {
            listener.close();
            throw new IOException(trouble.get());
        }
        return listener;
    }

    /** Hands over each datagram with its source, on the calling thread, until it is closed or the thread interrupted. */
    public void run(BiConsumer<Endpoint, byte[]> heard) throws IOException {
        long looked = System.nanoTime();
        while (selector.isOpen() && !Thread.currentThread().isInterrupted()) {
            selector.select(key -> {}, LOOK_AT_LINKS.toMillis());
            port.drain((from, interfaceName, datagram) -> heard.accept(from, datagram));
            if (System.nanoTime() - looked >= LOOK_AT_LINKS.toNanos()) {
                looked = System.nanoTime();
                port.follow(links.usable());
            }
        }
    }

    @Override
    public void close() {
        port.close();
        Closing.quietly(selector);
    }
}
