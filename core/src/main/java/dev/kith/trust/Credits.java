package dev.kith.trust;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Subnet;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Map;

/**
 * What each address has earned. One that has not proven that it hears gets no more bytes than came from it, whoever asks
 * and whatever for, so that a node cannot be turned against somebody; but for one small datagram in ten seconds, since a
 * record may name an address that was never heard from, and four where a person or a name server named it. Where one port of an ip has
 * proven itself, what comes from it earns for other ports of that ip: behind one translation there are many.
 */
public final class Credits {
    private static final int MAX = 20_000;
    private static final int MAX_BALANCE = 1 << 30;
    /** Some fifty questions. */
    private static final int MAX_OF_HOST = 4096;

    private static final int MAX_HOSTS = 1024;

    private static final long PROVEN_FOR = 600_000_000_000L;
    private static final long HINT_EVERY = 10_000_000_000L;
    private static final int HINTS_A_SECOND = 10;
    private static final int HINTS_TO_ONE_NETWORK = 50;
    /** To one that a verified record names. */
    private static final int HINTS_TO_ONE = 1;
    /** To an address that a person or a name server named. */
    private static final int CONTACTS_TO_ONE = 4;

    private static final long SECOND = 1_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private static final class Account {
        private long provenUntil = NEVER;
        private int balance;
        /** A broadcast comes once by each interface; it counts once. */
        private long lastCounted;
    }

    /** What went somewhere in the last ten seconds without having been earned. */
    private static final class Hinted {
        private final int atMost;
        private final Deque<Long> lately = new ArrayDeque<>(1);

        Hinted(int atMost) {
            this.atMost = atMost;
        }

        boolean isAllowed(long now) {
            while (!lately.isEmpty() && now - lately.peekFirst() >= HINT_EVERY) {
                lately.removeFirst();
            }
            return lately.size() < atMost;
        }

        boolean isOver(long now) {
            return lately.isEmpty() || now - lately.peekLast() >= HINT_EVERY;
        }

        void take(long now) {
            lately.addLast(now);
        }
    }

    private final Map<Endpoint, Account> accounts = Recent.byUse(MAX);
    /** By ip alone: a record may name many ports of one victim. */
    private final Map<InetAddress, Hinted> hints = Recent.byUse(MAX);

    private final Map<InetAddress, Hinted> contacts = Recent.byUse(MAX);
    /** Or many addresses of one network. */
    private final Map<Subnet, Hinted> networks = Recent.byUse(MAX);
    /** What came by proven ports of an ip since it was asked for in vain at another, and was not spent so: counted for few. */
    private final Map<InetAddress, Integer> hosts = Recent.byUse(MAX_HOSTS);

    private long secondEnds = NEVER;
    private int hintsInSecond;

    /** Nobody has earned anything yet. */
    public Credits() {}

    /** So many bytes came from there, in the datagram that its sender counts so. */
    public void heard(Endpoint from, int bytes, long counter, long now) {
        Account account = account(from);
        if (account.lastCounted != counter) {
            account.lastCounted = counter;
            account.balance = Math.min(MAX_BALANCE, account.balance + bytes);
            if (!hosts.isEmpty() && now < account.provenUntil) {
                hosts.computeIfPresent(from.ip(), (ip, had) -> Math.min(MAX_OF_HOST, had + bytes));
            }
        }
    }

    /** Something came from there that only somebody could send who hears there. */
    public void proved(Endpoint at, long now) {
        account(at).provenUntil = now + PROVEN_FOR;
    }

    /** Whether whoever is there has shown that it hears there, not too long ago. */
    public boolean isProven(Endpoint at, long now) {
        return now < account(at).provenUntil;
    }

    /** Takes leave to send so many bytes there; the answer is whether it is given. */
    public boolean take(Endpoint to, int bytes, long now) {
        Account account = account(to);
        if (now < account.provenUntil) {
            return true;
        }
        if (account.balance < bytes) {
            return false;
        }
        account.balance -= bytes;
        return true;
    }

    /** As {@link #take}, or else as the one small datagram in ten seconds, where anybody may have named the address. */
    public boolean takeOrOne(Endpoint to, int bytes, long now) {
        return take(to, bytes, now) || takeHint(to, hints, HINTS_TO_ONE, now);
    }

    /** As {@link #takeOrOne}, or else of what another port of the same ip earned. */
    public boolean takeOrHint(Endpoint to, int bytes, long now) {
        return takeOrOne(to, bytes, now) || takeOfHost(to.ip(), bytes);
    }

    /** As {@link #take}, or else as one of four datagrams in ten seconds, or of what another port of the same ip earned. */
    public boolean takeOrContact(Endpoint to, int bytes, long now) {
        return take(to, bytes, now) || takeHint(to, contacts, CONTACTS_TO_ONE, now) || takeOfHost(to.ip(), bytes);
    }

    private boolean takeOfHost(InetAddress ip, int bytes) {
        int earned = hosts.computeIfAbsent(ip, any -> 0);
        if (earned < bytes) {
            return false;
        }
        hosts.put(ip, earned - bytes);
        return true;
    }

    private boolean takeHint(Endpoint to, Map<InetAddress, Hinted> ofOne, int atMost, long now) {
        if (now >= secondEnds) {
            secondEnds = now + SECOND;
            hintsInSecond = 0;
        }
        forgetOver(ofOne, now);
        forgetOver(networks, now);
        Hinted host = ofOne.computeIfAbsent(to.ip(), any -> new Hinted(atMost));
        Hinted network = networks.computeIfAbsent(Subnet.of(to.ip()), any -> new Hinted(HINTS_TO_ONE_NETWORK));
        boolean allowed = hintsInSecond < HINTS_A_SECOND && host.isAllowed(now) && network.isAllowed(now);
        if (allowed) {
            hintsInSecond++;
            host.take(now);
            network.take(now);
        }
        return allowed;
    }

    /** What holds nothing against anybody any more; the least used come first. */
    private static void forgetOver(Map<?, Hinted> hints, long now) {
        Iterator<Hinted> eldest = hints.values().iterator();
        while (eldest.hasNext() && eldest.next().isOver(now)) {
            eldest.remove();
        }
    }

    private Account account(Endpoint endpoint) {
        return accounts.computeIfAbsent(endpoint, any -> new Account());
    }
}
