package dev.kith.sim;

import dev.kith.peer.Endpoint;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
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

    /** Four, and the one probe of an address that a record names: no law sees for which of the two reasons a probe went there. */
    private static final int MAX_LEFT_OUT = 5;

    /** Proves nothing. */
    private static final Message NOTHING = new Message.Salt(0);

    private record Pair(SimNode node, Endpoint other) {}

    private record Host(SimNode node, InetAddress other) {}

    private record Contact(long at, int bytes) {}

    private static final class Balance {
        private long in;
        private long out;
        private long lastHint = Long.MIN_VALUE / 2;
        private int hint;
        private boolean proven;
        /** Whether a peer said that another may be there. */
        private boolean introduced;

        /** What went there for that, and was paid for so far. */
        private final List<Contact> contacts = new ArrayList<>();

        private final Set<Long> nonces = new HashSet<>();
        private final Set<Long> cookies = new HashSet<>();

        /** Of the probes of ten seconds one need not have been earned: the longest, since no law sees which of them it was. */
        void leaveOut(int probe, long now) {
            if (now - lastHint >= HINT_EVERY) {
                lastHint = now;
                out -= probe;
                hint = probe;
            } else if (probe > hint) {
                out += hint - probe;
                hint = probe;
            }
        }
    }

    private final World world;
    private final Map<Pair, Balance> balances = new HashMap<>();
    /** When what had not been earned went to each, where somebody had named an address. */
    private final Map<Host, List<Contact>> leftOut = new HashMap<>();

    /** What came from each by ports of it that have proven themselves, and did not pay for another. */
    private final Map<Host, Long> earned = new HashMap<>();

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
        long now = world.now().nanos();
        balance.out += datagram.length;
        if (message instanceof Message.Probe && !balance.introduced) {
            balance.leaveOut(datagram.length, now);
        } else if (isToOneNamed(balance, message)) {
            balance.contacts.add(new Contact(now, datagram.length));
        }
        if (balance.out > balance.in) {
            Host host = new Host(from, to.ip());
            List<Contact> left = leftOut.computeIfAbsent(host, any -> new ArrayList<>());
            leaveOut(balance, left);
            if (balance.out > balance.in) {
                exchange(host, balance, left);
            }
            payOf(host, balance);
        }
        Laws.require(
                world,
                balance.out <= balance.in,
                from,
                "%d bytes to %s, which sent %d and has not proven itself: %s"
                        .formatted(
                                balance.out,
                                to,
                                balance.in,
                                world.keys().glass().describe(datagram)));
    }

    /** No law sees which of the datagrams to a host were left out: the longest ones, so that the shorter are paid for. */
    private void exchange(Host host, Balance balance, List<Contact> left) {
        if (balance.contacts.isEmpty()) {
            return;
        }
        Contact last = balance.contacts.get(balance.contacts.size() - 1);
        left.stream()
                .filter(other -> last.at() - other.at() < HINT_EVERY && other.bytes() < last.bytes())
                .min(Comparator.comparingInt(Contact::bytes))
                .filter(shorter -> earned.getOrDefault(host, 0L) >= shorter.bytes())
                .ifPresent(shorter -> {
                    earned.merge(host, (long) -shorter.bytes(), Long::sum);
                    left.set(left.indexOf(shorter), last);
                    balance.contacts.remove(last);
                    balance.out -= last.bytes();
                });
    }

    /** What a port that hears sent pays for what goes to another of its host: together they get no more than comes from there. */
    private void payOf(Host host, Balance balance) {
        long paid = Math.max(0, Math.min(earned.getOrDefault(host, 0L), balance.out - balance.in));
        earned.merge(host, -paid, Long::sum);
        balance.out -= paid;
    }

    private static boolean isToOneNamed(Balance balance, Message message) {
        boolean tries = message instanceof Message.Probe || message instanceof Message.Where;
        return (balance.introduced && tries)
                || (message instanceof Message.Announce announce && announce.round() == CONTACT);
    }

    /** As far as a balance is short, what went where somebody named an address is left out, four datagrams to an ip in ten seconds. */
    private void leaveOut(Balance balance, List<Contact> leftOut) {
        List<Contact> longestFirst = balance.contacts.stream()
                .sorted(Comparator.comparingInt(Contact::bytes).reversed())
                .toList();
        for (Contact contact : longestFirst) {
            long before = leftOut.stream()
                    .filter(other -> other.at() <= contact.at() && contact.at() - other.at() < HINT_EVERY)
                    .count();
            long after = leftOut.stream()
                    .filter(other -> other.at() >= contact.at() && other.at() - contact.at() < HINT_EVERY)
                    .count();
            if (balance.out > balance.in && before < MAX_LEFT_OUT && after < MAX_LEFT_OUT) {
                balance.contacts.remove(contact);
                leftOut.add(contact);
                balance.out -= contact.bytes();
            }
        }
    }

    void heard(SimNode to, Endpoint from, byte[] datagram) {
        Balance balance = balance(to, from);
        balance.in += datagram.length;
        if (balance.proven) {
            earned.merge(new Host(to, from.ip()), (long) datagram.length, Long::sum);
        }
        Message message = world.keys().glass().read(datagram).orElse(NOTHING);
        if (message instanceof Message.Meet meet) {
            balance(to, meet.at()).introduced = true;
        }
        boolean answersProbe = message instanceof Message.Ack ack && balance.nonces.contains(ack.nonce());
        boolean swears = message instanceof Message.Here here && balance.nonces.contains(here.nonce());
        boolean bearsCookie = message instanceof Message.Pull pull && balance.cookies.contains(pull.cookie());
        balance.proven |= answersProbe || bearsCookie || swears;
    }

    private Balance balance(SimNode node, Endpoint other) {
        return balances.computeIfAbsent(new Pair(node, other), any -> new Balance());
    }
}
