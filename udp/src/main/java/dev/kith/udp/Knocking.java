package dev.kith.udp;

import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * Asks hosts whether anybody is at a port. Only a socket that is connected is told when nobody is, so each silent peer gets one,
 * from this node's own port to the peer's; and one to a port that is closed nearly everywhere, which tells whether its host
 * is there.
 */
final class Knocking implements AutoCloseable {
    /** The discard service (RFC 863), which hardly any host has. */
    private static final int CLOSED_PORT = 9;

    private static final int MAX_DOORS = 32;
    private static final long DOOR_KEPT = Duration.ofSeconds(3).toNanos();

    /** Takes what a host says: of the peer's own port, or of the closed one. */
    interface Listener {
        void refused(Endpoint peer, boolean isOfPeer);
    }

    /** A connected socket, and whether it was told of a closed port, be it by a read or by a write. */
    private static final class Connected {
        private final DatagramChannel channel;
        private boolean refused;

        Connected(DatagramChannel channel) {
            this.channel = channel;
        }

        /** The answer is whether it can: its address is that of when it was connected, which the host may have no more. */
        boolean write(byte[] datagram) {
            try {
                channel.write(ByteBuffer.wrap(datagram));
            } catch (PortUnreachableException told) {
                refused = true;
            } catch (IOException unreachable) {
                return false;
            }
            return true;
        }

        boolean takeRefused(Receiving receiving, BiConsumer<Endpoint, byte[]> answers) {
            boolean told = refused;
            refused = false;
            try {
                if (receiving.isReady(channel)) {
                    receiving.drain(channel, answers);
                }
                return told;
            } catch (PortUnreachableException toldNow) {
                return true;
            } catch (IOException unreachable) {
                // Of a host or a network that is not there: silence tells the same.
                return told;
            }
        }
    }

    private static final class Door {
        private final Connected toPeer;
        private final Connected toHost;
        private long lastKnock;

        Door(Connected toPeer, Connected toHost) {
            this.toPeer = toPeer;
            this.toHost = toHost;
        }
    }

    private final Selector selector;
    private final OwnSockets own;
    private final Map<Endpoint, Door> doors = new LinkedHashMap<>();

    Knocking(Selector selector, OwnSockets own) {
        this.selector = selector;
        this.own = own;
    }

    /** Sends to a peer, and to the closed port of its host; without a socket to spare, to the peer as ever. */
    void knock(Endpoint peer, byte[] datagram, long now) {
        Optional<Door> door = door(peer);
        if (door.isEmpty()) {
            own.send(peer, datagram);
            return;
        }
        door.get().lastKnock = now;
        if (door.get().toPeer.write(datagram)) {
            door.get().toHost.write(new byte[1]);
        } else {
            close(door.get());
            doors.remove(peer);
            own.send(peer, datagram);
        }
    }

    /** Hands over what hosts said, and what peers answered to their own sockets. */
    void drain(Receiving receiving, List<Link> links, Receiving.Listener answers, Listener refusals) {
        if (doors.isEmpty()) {
            return;
        }
        BiConsumer<Endpoint, byte[]> heard =
                (from, datagram) -> answers.heard(from, OwnSockets.interfaceOf(receiving, from.ip(), links), datagram);
        for (Map.Entry<Endpoint, Door> entry : List.copyOf(doors.entrySet())) {
            if (entry.getValue().toPeer.takeRefused(receiving, heard)) {
                refusals.refused(entry.getKey(), true);
            }
            if (entry.getValue().toHost.takeRefused(receiving, heard)) {
                refusals.refused(entry.getKey(), false);
            }
        }
    }

    /** Closes what was not used for a while. */
    void tidy(long now) {
        for (Map.Entry<Endpoint, Door> entry : new ArrayList<>(doors.entrySet())) {
            if (now - entry.getValue().lastKnock > DOOR_KEPT) {
                close(entry.getValue());
                doors.remove(entry.getKey());
            }
        }
    }

    private Optional<Door> door(Endpoint peer) {
        Door known = doors.get(peer);
        if (known != null || doors.size() >= MAX_DOORS) {
            return Optional.ofNullable(known);
        }
        boolean six = peer.ip() instanceof Inet6Address;
        ProtocolFamily family = six ? StandardProtocolFamily.INET6 : StandardProtocolFamily.INET;
        List<DatagramChannel> opened = new ArrayList<>();
        try {
            DatagramChannel toPeer = open(family, own.port(six), new InetSocketAddress(peer.ip(), peer.port()), opened);
            DatagramChannel toHost = open(family, 0, new InetSocketAddress(peer.ip(), CLOSED_PORT), opened);
            Door door = new Door(new Connected(toPeer), new Connected(toHost));
            doors.put(peer, door);
            return Optional.of(door);
        } catch (IOException | RuntimeException cannot) {
            opened.forEach(Closing::quietly);
            return Optional.empty();
        }
    }

    private DatagramChannel open(ProtocolFamily family, int port, InetSocketAddress to, List<DatagramChannel> opened)
            throws IOException {
        DatagramChannel channel = DatagramChannel.open(family);
        opened.add(channel);
        channel.configureBlocking(false);
        channel.setOption(StandardSocketOptions.SO_REUSEADDR, true);
        channel.bind(Wildcard.of(family, port));
        channel.connect(to);
        channel.register(selector, SelectionKey.OP_READ);
        return channel;
    }

    private static void close(Door door) {
        Closing.quietly(door.toPeer.channel);
        Closing.quietly(door.toHost.channel);
    }

    /** Also when the network is another: each goes on from the address it was opened with. */
    @Override
    public void close() {
        doors.values().forEach(Knocking::close);
        doors.clear();
    }
}
