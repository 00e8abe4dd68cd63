package dev.kith.reach;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Translation;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where others see this node's datagrams come from. Behind an address translation that is an address this host does not have;
 * where two see the same, all others can be told of it (RFC 4787, "endpoint-independent mapping").
 */
public final class Observations {
    private static final int MAX_WITNESSES = 64;
    private static final int MAX_TOLD = 2;
    private static final int ENOUGH = 2;
    private static final long LASTS = 120_000_000_000L;

    private record Seen(Endpoint at, long when) {}

    /** Those that see it elsewhere than at its own addresses: nobody most of the time. */
    private final Map<PeerId, Seen> witnesses = Recent.byUse(MAX_WITNESSES);

    private boolean seenAtHome;

    /** Nobody has seen it yet. */
    public Observations() {}

    /** A peer sees this node at one of its own addresses. */
    public void sawAtHome(PeerId by) {
        seenAtHome = true;
        if (!witnesses.isEmpty()) {
            witnesses.remove(by);
        }
    }

    /** A peer sees this node at an address that is not its own. */
    public void sawElsewhere(PeerId by, Endpoint at, long now) {
        boolean isOfOneHostOrLink = at.ip().isLoopbackAddress() || at.ip().isLinkLocalAddress();
        if (!isOfOneHostOrLink) {
            witnesses.put(by, new Seen(at, now));
        }
    }

    /** Whether somebody sees it elsewhere. */
    public boolean isSeenElsewhere() {
        return !witnesses.isEmpty();
    }

    /** Whether somebody saw it there, or at another port of that host. */
    public boolean isSeenAt(InetAddress ip) {
        return witnesses.values().stream().anyMatch(seen -> seen.at().ip().equals(ip));
    }

    /** Nobody has seen it on the network that it is in now. */
    public void forget() {
        witnesses.clear();
        seenAtHome = false;
    }

    /** The addresses that others can be told of: those at which two see it, or the only one at which it is seen at all. */
    public List<Endpoint> outside(long now) {
        Map<Endpoint, Integer> counts = counts(now);
        List<Endpoint> told = new ArrayList<>();
        counts.forEach((at, count) -> {
            if ((count >= ENOUGH || counts.size() == 1) && told.size() < MAX_TOLD) {
                told.add(at);
            }
        });
        return told;
    }

    /** How its addresses are translated, as far as is known. */
    public Translation kind(long now) {
        Map<Endpoint, Integer> counts = counts(now);
        if (counts.isEmpty()) {
            return seenAtHome ? Translation.NONE : Translation.UNKNOWN;
        }
        if (counts.values().stream().anyMatch(count -> count >= ENOUGH)) {
            return Translation.SAME_FOR_ALL;
        }
        return counts.size() == 1 ? Translation.SEEN_BY_ONE : Translation.DIFFERS;
    }

    private Map<Endpoint, Integer> counts(long now) {
        witnesses.values().removeIf(seen -> now - seen.when() >= LASTS);
        Map<Endpoint, Integer> counts = new LinkedHashMap<>();
        witnesses.values().forEach(seen -> counts.merge(seen.at(), 1, Integer::sum));
        return counts;
    }
}
