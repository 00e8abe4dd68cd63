package dev.kith.sim;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What must hold at every moment of a run, checked from the datagrams and the news alone:
 *
 * <ul>
 *   <li>no datagram is over 1,232 bytes;
 *   <li>nobody sees itself, and nobody sees another group;
 *   <li>a peer that left does not come back by itself;
 *   <li>the news of a peer is in a legal order;
 *   <li>to an address that has not proven itself no more bytes go than came from it, but for one probe in ten seconds.
 * </ul>
 */
public final class Laws {
    private static final long HINT_EVERY = 10_000_000_000L;

    private record Pair(SimNode node, Endpoint other) {}

    private record Seen(SimNode node, String peerId) {}

    private static final class Account {
        private long in;
        private long out;
        private long lastHint = Long.MIN_VALUE / 2;
        private boolean proven;
        private final Set<Long> nonces = new HashSet<>();
        private final Set<Long> cookies = new HashSet<>();
    }

    private final World world;
    private final Map<Pair, Account> accounts = new HashMap<>();
    private final Map<Seen, What> lastNews = new HashMap<>();
    private long datagrams;
    private long bytes;

    Laws(World world) {
        this.world = world;
    }

    /** How many datagrams were sent. */
    public long datagrams() {
        return datagrams;
    }

    /** How many bytes of payload were sent. */
    public long bytes() {
        return bytes;
    }

    void sent(SimNode from, byte[] datagram) {
        datagrams++;
        bytes += datagram.length;
        require(datagram.length <= Header.MAX_DATAGRAM, from, "a datagram of " + datagram.length + " bytes");
    }

    void sentTo(SimNode from, Endpoint to, byte[] datagram) {
        Account account = account(from, to);
        Message message = message(datagram);
        if (message instanceof Message.Probe probe) {
            account.nonces.add(probe.nonce());
        } else if (message instanceof Message.Welcome welcome) {
            account.cookies.add(welcome.cookie());
        }
        if (account.proven) {
            return;
        }
        account.out += datagram.length;
        if (account.out > account.in) {
            long now = world.now().nanos();
            boolean hint = message instanceof Message.Probe && now - account.lastHint >= HINT_EVERY;
            require(
                    hint,
                    from,
                    "%d bytes to %s, which sent %d and has not proven itself: %s"
                            .formatted(account.out, to, account.in, describe(datagram)));
            account.lastHint = now;
            account.out -= datagram.length;
        }
    }

    void heard(SimNode to, Endpoint from, byte[] datagram) {
        Account account = account(to, from);
        account.in += datagram.length;
        Message message = message(datagram);
        boolean answersProbe = message instanceof Message.Ack ack && account.nonces.contains(ack.nonce());
        boolean bearsCookie = message instanceof Message.Pull pull && account.cookies.contains(pull.cookie());
        account.proven |= answersProbe || bearsCookie;
    }

    void told(SimNode node, Event event) {
        if (!(event instanceof Event.Change change)) {
            return;
        }
        String peerId = change.peer().id();
        require(!peerId.equals(node.id().toString()), node, "sees itself");
        SimNode peer = world.nodes().stream()
                .filter(other -> other.id().toString().equals(peerId))
                .findFirst()
                .orElseThrow(() -> new Broken(node + " sees " + change.peer() + ", whom nobody started"));
        require(peer.group().equals(node.group()), node, "sees " + peer + " of another group");
        What before = lastNews.put(new Seen(node, peerId), change.what());
        require(isLegal(before, change), node, "told " + change.what() + " of " + peer + " after " + before);
    }

    private static boolean isLegal(@org.jspecify.annotations.Nullable What before, Event.Change change) {
        boolean absent = before == null || before == What.LEFT || before == What.LOST;
        return switch (change.what()) {
            // Told of one that is there, it is a new incarnation.
            case JOINED -> before != What.LEFT || change.evidence().reason().equals("it was started anew");
            case CHANGED -> !absent;
            case SUSPECTED -> !absent && before != What.SUSPECTED;
            case RECOVERED -> before == What.SUSPECTED || before == What.LOST;
            case LEFT -> before != null && before != What.LEFT;
            case LOST -> !absent;
        };
    }

    static String describe(byte[] datagram) {
        Message message = message(datagram);
        return message.getClass().getSimpleName() + " of " + datagram.length + " bytes";
    }

    private static Message message(byte[] datagram) {
        if (Datagrams.decode(datagram) instanceof Datagrams.Ok ok) {
            return ok.message();
        }
        throw new Broken("a node sent what no node can read");
    }

    private Account account(SimNode node, Endpoint other) {
        return accounts.computeIfAbsent(new Pair(node, other), any -> new Account());
    }

    private void require(boolean holds, SimNode node, String otherwise) {
        if (!holds) {
            throw new Broken("at %.3f ms %s: %s".formatted(world.now().nanos() / 1e6, node, otherwise));
        }
    }
}
