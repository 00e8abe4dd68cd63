package dev.kith.trust;

import dev.kith.peer.Endpoint;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What each address has earned. One that has not proven that it hears gets no more bytes than came from it, whoever asks
 * and whatever for, so that a node cannot be turned against somebody; but for one small datagram in ten seconds, since a
 * record may name an address that was never heard from.
 */
public final class Credits {
    private static final int MAX = 20_000;
    private static final long HINT_EVERY = 10_000_000_000L;
    private static final long NEVER = Long.MIN_VALUE / 2;

    private static final class Account {
        private boolean proven;
        private long balance;
        private long lastHint = NEVER;
    }

    /** The one asked about longest ago is the first to be forgotten. */
    private final Map<Endpoint, Account> accounts = new LinkedHashMap<>(16, 0.75f, true);

    /** Nobody has earned anything yet. */
    public Credits() {}

    /** So many bytes came from there. */
    public void heard(Endpoint from, int bytes) {
        account(from).balance += bytes;
    }

    /** Something came from there that only somebody could send who hears there. */
    public void proved(Endpoint at) {
        account(at).proven = true;
    }

    /** Takes leave to send so many bytes there; the answer is whether it is given. */
    public boolean take(Endpoint to, int bytes) {
        Account account = account(to);
        if (account.proven) {
            return true;
        }
        if (account.balance < bytes) {
            return false;
        }
        account.balance -= bytes;
        return true;
    }

    /** As {@link #take}, or else as the one small datagram in ten seconds. */
    public boolean takeOrHint(Endpoint to, int bytes, long now) {
        if (take(to, bytes)) {
            return true;
        }
        Account account = account(to);
        boolean allowed = now - account.lastHint >= HINT_EVERY;
        account.lastHint = allowed ? now : account.lastHint;
        return allowed;
    }

    private Account account(Endpoint endpoint) {
        Account account = accounts.computeIfAbsent(endpoint, any -> new Account());
        if (accounts.size() > MAX) {
            accounts.remove(accounts.keySet().iterator().next());
        }
        return account;
    }
}
