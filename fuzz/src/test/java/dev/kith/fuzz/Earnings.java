package dev.kith.fuzz;

import dev.kith.peer.Endpoint;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * What each address may be sent, known from the datagrams alone: an address that has not answered a nonce or come with a
 * cookie in the last ten minutes gets no more bytes than came from it, but for one probe in ten seconds, and four tries where a
 * peer says that another may be; and but for what came from other ports of its ip that have proven themselves.
 */
final class Earnings {
    private static final long PROVEN_FOR = 600_000_000_000L;
    private static final long HINT_EVERY = 10_000_000_000L;
    private static final int MAX_TRIES = 4;

    private static final class Account {
        private long in;
        private long out;
        private long lastHint = Long.MIN_VALUE / 2;
        private long provenUntil = Long.MIN_VALUE / 2;
        private long triesSince = Long.MIN_VALUE / 2;
        private int tries;

        /** Where a peer says that another may be, four in ten seconds. */
        boolean takeTry(long now) {
            if (now - triesSince >= HINT_EVERY) {
                triesSince = now;
                tries = 0;
            }
            return ++tries <= MAX_TRIES;
        }
    }

    /** What somebody only knows who hears at an address: a nonce or a cookie that was sent there. */
    private record Secret(Endpoint at, long number) {}

    private final Map<Endpoint, Account> accounts = new HashMap<>();
    private final Set<Secret> nonces = new HashSet<>();
    private final Set<Secret> cookies = new HashSet<>();
    /** What came from each ip by ports that were proven, and did not pay for another. */
    private final Map<InetAddress, Long> byProven = new HashMap<>();
    /** Where peers said that others may be. */
    private final Set<Endpoint> introduced = new HashSet<>();

    /** So many bytes came from there. */
    void heard(Endpoint from, int bytes, long now) {
        account(from).in += bytes;
        if (now < account(from).provenUntil) {
            byProven.merge(from.ip(), (long) bytes, Long::sum);
        }
    }

    /** They were this. */
    void heard(Endpoint from, Message message, long now) {
        boolean answersProbe = message instanceof Message.Ack ack && nonces.contains(new Secret(from, ack.nonce()));
        boolean swears = message instanceof Message.Here here && nonces.contains(new Secret(from, here.nonce()));
        boolean bearsCookie = message instanceof Message.Pull pull && cookies.contains(new Secret(from, pull.cookie()));
        if (answersProbe || bearsCookie || swears) {
            account(from).provenUntil = now + PROVEN_FOR;
        }
        if (message instanceof Message.Meet meet) {
            introduced.add(meet.at());
        }
    }

    void sent(Endpoint to, int bytes, Message message, long now) {
        Account account = account(to);
        if (message instanceof Message.Probe probe) {
            nonces.add(new Secret(to, probe.nonce()));
        } else if (message instanceof Message.Welcome welcome) {
            cookies.add(new Secret(to, welcome.cookie()));
        } else if (message instanceof Message.Where where) {
            nonces.add(new Secret(to, where.nonce()));
        }
        if (now < account.provenUntil) {
            return;
        }
        if (message instanceof Message.Because) {
            throw new AssertionError("tells " + to + ", which has not proven itself");
        }
        if (message instanceof Message.Probe && now - account.lastHint >= HINT_EVERY) {
            account.lastHint = now;
            return;
        }
        boolean tries = message instanceof Message.Probe || message instanceof Message.Where;
        if (tries && introduced.contains(to) && account.takeTry(now)) {
            return;
        }
        account.out += bytes;
        payOf(to.ip(), account);
        if (account.out > account.in) {
            throw new AssertionError("%d bytes to %s, which sent %d and has not proven itself: %s"
                    .formatted(account.out, to, account.in, message));
        }
    }

    private void payOf(InetAddress ip, Account account) {
        long paid = Math.max(0, Math.min(byProven.getOrDefault(ip, 0L), account.out - account.in));
        byProven.merge(ip, -paid, Long::sum);
        account.out -= paid;
    }

    private Account account(Endpoint endpoint) {
        return accounts.computeIfAbsent(endpoint, any -> new Account());
    }
}
