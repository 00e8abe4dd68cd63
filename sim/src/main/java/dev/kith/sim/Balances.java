package dev.kith.sim;

import dev.kith.peer.Endpoint;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * The law that to an address that has not proven itself no more bytes go than came from it, but for one probe in ten seconds, and
 * for four datagrams to an ip in ten seconds at addresses that somebody named; and none of what became of a peer.
 */
final class Balances {
    /** Ten seconds, by a clock that may be a hundredth fast. */
    private static final long HINT_EVERY = 9_900_000_000L;

    /** The round of an announcement to an address that somebody named. */
    private static final int CONTACT = 253;

    /** Proves nothing. */
    private static final Message NOTHING = new Message.Salt(0);

    private record Pair(SimNode node, Endpoint other) {}

    private record Host(SimNode node, InetAddress other) {}

    private static final class Balance {
        private boolean proven;
        /** Whether a peer said that another may be there. */
        private boolean introduced;

        private final Set<Long> nonces = new HashSet<>();
        private final Set<Long> cookies = new HashSet<>();
    }

    private final World world;
    private final Map<Pair, Balance> balances = new HashMap<>();
    private final Map<Host, HostCredit> credits = new HashMap<>();

    Balances(World world) {
        this.world = world;
    }

    void sent(SimNode from, Endpoint to, byte[] datagram, Message message) {
        Balance balance = balance(from, to);
        if (balance.proven) {
            return;
        }
        if (message instanceof Message.Probe probe) {
            balance.nonces.add(probe.nonce());
        } else if (message instanceof Message.Where where) {
            balance.nonces.add(where.nonce());
        } else if (message instanceof Message.Welcome welcome) {
            balance.cookies.add(welcome.cookie());
        }
        Laws.require(
                world, !(message instanceof Message.Because), from, "tells " + to + ", which has not proven itself");
        HostCredit credit = credit(from, to);
        Laws.require(
                world,
                credit.pays(
                        to,
                        datagram.length,
                        leave(balance, message),
                        world.now().nanos()),
                from,
                "%s to %s, which sent %d bytes and has not proven itself"
                        .formatted(world.keys().glass().describe(datagram), to, credit.earned(to)));
    }

    private static HostCredit.Leave leave(Balance balance, Message message) {
        boolean isOfContact = message instanceof Message.Announce announce && announce.round() == CONTACT;
        if (message instanceof Message.Probe) {
            return balance.introduced ? HostCredit.Leave.PROBE_OR_TRY : HostCredit.Leave.PROBE;
        }
        boolean isTry = isOfContact || (message instanceof Message.Where && balance.introduced);
        return isTry ? HostCredit.Leave.TRY : HostCredit.Leave.NONE;
    }

    void heard(SimNode to, Endpoint from, byte[] datagram) {
        Balance balance = balance(to, from);
        if (balance.proven) {
            credit(to, from).earnByProven(datagram.length);
        } else {
            credit(to, from).earn(from, datagram.length);
        }
        Message message = world.keys().glass().read(datagram).orElse(NOTHING);
        if (message instanceof Message.Meet meet) {
            balance(to, meet.at()).introduced = true;
        }
        boolean answersProbe = message instanceof Message.Ack ack && balance.nonces.contains(ack.nonce());
        boolean swears = message instanceof Message.Here here && balance.nonces.contains(here.nonce());
        boolean bearsCookie = message instanceof Message.Pull pull && balance.cookies.contains(pull.cookie());
        if (!balance.proven && (answersProbe || bearsCookie || swears)) {
            balance.proven = true;
            credit(to, from).forget(from);
        }
    }

    private HostCredit credit(SimNode node, Endpoint other) {
        return credits.computeIfAbsent(new Host(node, other.ip()), any -> new HostCredit(HINT_EVERY));
    }

    private Balance balance(SimNode node, Endpoint other) {
        return balances.computeIfAbsent(new Pair(node, other), any -> new Balance());
    }
}
