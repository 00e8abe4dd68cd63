package dev.kith.udp;

import dev.kith.classic.Beacon;
import dev.kith.roster.Endpoint;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The node's own unicast socket: on a port of its own, and the source of every beacon it casts. */
final class Caster implements AutoCloseable {
    /** One failure may be a link just going; so many in a row are worth a word. */
    private static final int FAILURES_TO_TELL = 3;

    private final DatagramChannel channel;
    private final InetSocketAddress group;
    private final int port;
    private final Map<String, Integer> failuresInARow = new HashMap<>();

    Caster() throws IOException {
        channel = DatagramChannel.open(StandardProtocolFamily.INET);
        try {
            channel.configureBlocking(false);
            channel.bind(new InetSocketAddress(0));
            port = ((InetSocketAddress) channel.getLocalAddress()).getPort();
            group = new InetSocketAddress(InetAddress.getByName(Beacon.GROUP), Beacon.PORT);
        } catch (IOException failure) {
            Closing.quietly(channel);
            throw failure;
        }
    }

    /** Where its datagrams come from, on these links. */
    List<Endpoint> endpoints(List<Link> links) {
        return links.stream()
                .flatMap(link -> link.addresses().stream())
                .map(address -> new Endpoint(address.ip(), port))
                .toList();
    }

    /**
     * Casts by one interface.
     *
     * @return what to tell, when it has failed for a while
     */
    Optional<String> cast(String interfaceName, byte[] beacon) {
        try {
            // Asked for by name each time: a NetworkInterface kept from before may be one that is gone.
            NetworkInterface nif = NetworkInterface.getByName(interfaceName);
            if (nif == null) {
                return Optional.empty();
            }
            channel.setOption(StandardSocketOptions.IP_MULTICAST_IF, nif);
            channel.send(ByteBuffer.wrap(beacon), group);
            failuresInARow.remove(interfaceName);
            return Optional.empty();
        } catch (IOException failure) {
            int failures = failuresInARow.merge(interfaceName, 1, Integer::sum);
            return failures >= FAILURES_TO_TELL
                    ? Optional.of("the beacon cannot be cast on %s: %s".formatted(interfaceName, failure.getMessage()))
                    : Optional.empty();
        }
    }

    @Override
    public void close() {
        Closing.quietly(channel);
    }
}
