package dev.kith.reach;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Translation;
import java.util.ArrayList;
import java.util.Collection;
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

    private final Map<PeerId, Seen> witnesses = Recent.byUse(MAX_WITNESSES);

    /** Nobody has seen it yet. */
    public Observations() {}

    /** A peer says where it sees this node, in an answer to a question of this node. */
    public void saw(PeerId by, Endpoint at, long now) {
        boolean isOfOneHostOrLink = at.ip().isLoopbackAddress() || at.ip().isLinkLocalAddress();
        if (!isOfOneHostOrLink) {
            witnesses.put(by, new Seen(at, now));
        }
    }

    /** Nobody has seen it on the network that it is in now. */
    public void forget() {
        witnesses.clear();
    }

    /**
     * The addresses that this host does not have and others can be told of: those that two see, or the only one that is seen at all.
     *
     * @param own the addresses that it has
     */
    public List<Endpoint> translated(Collection<Endpoint> own, long now) {
        Map<Endpoint, Integer> counts = translations(own, now);
        List<Endpoint> told = new ArrayList<>();
        counts.forEach((at, count) -> {
            if ((count >= ENOUGH || counts.size() == 1) && told.size() < MAX_TOLD) {
                told.add(at);
            }
        });
        return told;
    }

    /** How its addresses are translated, as far as is known. */
    public Translation kind(Collection<Endpoint> own, long now) {
        Map<Endpoint, Integer> counts = translations(own, now);
        if (counts.isEmpty()) {
            return witnesses.isEmpty() ? Translation.UNKNOWN : Translation.NONE;
        }
        if (counts.values().stream().anyMatch(count -> count >= ENOUGH)) {
            return Translation.SAME_FOR_ALL;
        }
        return counts.size() == 1 ? Translation.SEEN_BY_ONE : Translation.DIFFERS;
    }

    private Map<Endpoint, Integer> translations(Collection<Endpoint> own, long now) {
        witnesses.values().removeIf(seen -> now - seen.when() >= LASTS);
        Map<Endpoint, Integer> counts = new LinkedHashMap<>();
        for (Seen seen : witnesses.values()) {
            if (!own.contains(seen.at())) {
                counts.merge(seen.at(), 1, Integer::sum);
            }
        }
        return counts;
    }
}
