package dev.kith.fuzz;

import dev.kith.peer.Endpoint;
import dev.kith.sim.HostCredit;
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

    /** What somebody only knows who hears at an address: a nonce or a cookie that was sent there. */
    private record Secret(Endpoint at, long number) {}

    private final Map<InetAddress, HostCredit> credits = new HashMap<>();
    private final Map<Endpoint, Long> provenUntil = new HashMap<>();
    private final Set<Secret> nonces = new HashSet<>();
    private final Set<Secret> cookies = new HashSet<>();
    /** Where peers said that others may be. */
    private final Set<Endpoint> introduced = new HashSet<>();

    /** So many bytes came from there. */
    void heard(Endpoint from, int bytes, long now) {
        credit(from).earn(from, bytes);
        if (isProven(from, now)) {
            credit(from).earnByProven(bytes);
        }
    }

    /** They were this. */
    void heard(Endpoint from, Message message, long now) {
        boolean answersProbe = message instanceof Message.Ack ack && nonces.contains(new Secret(from, ack.nonce()));
        boolean swears = message instanceof Message.Here here && nonces.contains(new Secret(from, here.nonce()));
        boolean bearsCookie = message instanceof Message.Pull pull && cookies.contains(new Secret(from, pull.cookie()));
        if (answersProbe || bearsCookie || swears) {
            provenUntil.put(from, now + PROVEN_FOR);
        }
        if (message instanceof Message.Meet meet) {
            introduced.add(meet.at());
        }
    }

    void sent(Endpoint to, int bytes, Message message, long now) {
        if (message instanceof Message.Probe probe) {
            nonces.add(new Secret(to, probe.nonce()));
        } else if (message instanceof Message.Welcome welcome) {
            cookies.add(new Secret(to, welcome.cookie()));
        } else if (message instanceof Message.Where where) {
            nonces.add(new Secret(to, where.nonce()));
        }
        if (isProven(to, now)) {
            return;
        }
        if (message instanceof Message.Because) {
            throw new AssertionError("tells " + to + ", which has not proven itself");
        }
        if (!credit(to).pays(to, bytes, leave(to, message), now)) {
            throw new AssertionError("%d bytes to %s, which sent %d and has not proven itself: %s"
                    .formatted(bytes, to, credit(to).earned(to), message));
        }
    }

    private HostCredit.Leave leave(Endpoint to, Message message) {
        boolean isIntroduced = introduced.contains(to);
        if (message instanceof Message.Probe) {
            return isIntroduced ? HostCredit.Leave.PROBE_OR_TRY : HostCredit.Leave.PROBE;
        }
        return message instanceof Message.Where && isIntroduced ? HostCredit.Leave.TRY : HostCredit.Leave.NONE;
    }

    private boolean isProven(Endpoint at, long now) {
        return now < provenUntil.getOrDefault(at, Long.MIN_VALUE);
    }

    private HostCredit credit(Endpoint of) {
        return credits.computeIfAbsent(of.ip(), any -> new HostCredit(HINT_EVERY));
    }
}
