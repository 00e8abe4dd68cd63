package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Status;
import dev.kith.peer.Subnet;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.View;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Whom this node does not reach by itself, who may bring them together, and who passes its questions on meanwhile. */
final class Detours {
    private static final int MOST_LOOKED_AT = 8;
    private static final int MAX_SOON = 1024;
    private static final int MAX_RELAYED = 1024;
    /** Of the questions that another passes on, one in so many is a chance to do without it: at first, and after some such in vain. */
    private static final int OFTEN = 2;

    private static final int SELDOM = 8;

    /** The last of so many questions is the next chance. */
    private record Patience(int questions, int ofAll) {}

    private final Roster roster;
    private final Speaking speaking;
    private final Secrets secrets;
    /** Who is to be introduced to as soon as it was asked, without waiting for its silence. */
    private final Set<PeerId> soon = Collections.newSetFromMap(Recent.byAge(MAX_SOON));

    private final Set<PeerId> unreached = new LinkedHashSet<>();
    /** Who passed the last answer on, where one came so. */
    private final Map<PeerId, Endpoint> relays = Recent.byUse(MAX_RELAYED);

    private final Map<PeerId, Patience> patience = Recent.byUse(MAX_RELAYED);
    /** Who was asked last to pass a question on, and from whom no answer came so far: it may be unwilling. */
    private final Map<PeerId, Endpoint> inVain = Recent.byUse(MAX_RELAYED);

    /** The networks of this host itself, not what others see of it. */
    private Set<Subnet> ownSubnets = Set.of();

    private boolean needed;

    Detours(Membership.Group parts, Secrets secrets) {
        this.roster = parts.roster();
        this.speaking = parts.speaking();
        this.secrets = secrets;
    }

    /** The host has these addresses. */
    void arrived(List<Endpoint> own) {
        ownSubnets = own.stream().map(at -> Subnet.of(at.ip())).collect(Collectors.toSet());
    }

    /** Whether peers may be where this node reaches them only with the help of others. */
    void need(boolean now) {
        needed = now;
    }

    boolean isNeeded() {
        return needed;
    }

    /** A peer is to be introduced to as soon as it was asked. */
    void introduceSoon(PeerId id) {
        soon.add(id);
    }

    /** Those that do not answer this node at any address: somebody has to introduce it. For {@link Meeting}, which takes out whom it asks for. */
    Set<PeerId> unreached() {
        return unreached;
    }

    /** Where one is who may reach a peer that this node does not: who told of it, or another that answers this node. */
    Optional<Endpoint> whoMayReach(Entry peer) {
        List<Entry> members = new ArrayList<>();
        if (secrets.nextLong() % 2 == 0) {
            roster.whoSaysItIsAt(peer.firstFrom()).ifPresent(members::add);
        }
        PeerId last = new PeerId(secrets.nextLong(), 0);
        for (int i = 0; i < MOST_LOOKED_AT; i++) {
            Optional<Entry> next = roster.nextAlive(last).flatMap(roster::find);
            next.ifPresent(members::add);
            last = next.map(Entry::id).orElse(last);
        }
        return members.stream()
                .filter(entry -> entry != peer && entry.status() == Status.ALIVE)
                .flatMap(entry -> entry.paths().answering().stream())
                .min(Comparator.comparingInt(at -> doubts(at, peer)));
    }

    /** How little is to be hoped for: who is on this node's own network is behind what keeps this node from others, too. */
    private int doubts(Endpoint at, Entry peer) {
        boolean beside = isBeside(at);
        boolean again = at.equals(inVain.get(peer.id()));
        return (beside ? 2 : 0) + (again ? 1 : 0);
    }

    private boolean isBeside(Endpoint at) {
        return ownSubnets.contains(Subnet.of(at.ip()));
    }

    /** Where one that answers this node at {@code at} is to be sought from {@code asker}: beside this node it may be seen elsewhere from beyond. */
    Endpoint seenFrom(Endpoint asker, Entry peer, Endpoint at) {
        if (!isBeside(at) || isBeside(asker)) {
            return at;
        }
        // Where others see it is the last that its record names.
        return peer.record().about().endpoints().stream()
                .filter(named ->
                        !isBeside(named) && named.ip().getClass() == asker.ip().getClass())
                .reduce((earlier, later) -> later)
                .orElse(at);
    }

    /** An answer of a peer was passed on from there. */
    void cameThrough(Endpoint by, PeerId id) {
        relays.put(id, by);
        inVain.remove(id);
    }

    /** Whether it is enough to have a peer asked by whoever passed its last answer on; now and then it is asked directly, too, and introduced to. */
    boolean isEnough(PeerId id) {
        boolean passes = relays.containsKey(id);
        Patience left = patience.getOrDefault(id, new Patience(OFTEN, OFTEN));
        boolean again = passes && left.questions() == 1;
        if (again) {
            int more = Math.min(SELDOM, 2 * left.ofAll());
            patience.put(id, new Patience(more, more));
            soon.add(id);
        } else if (passes) {
            patience.put(id, new Patience(left.questions() - 1, left.ofAll()));
        }
        return passes && !again;
    }

    /**
     * Asks one that answers at none of its addresses: others are to introduce them, or to pass the question on.
     *
     * @param silent whether it did not answer, or could not be asked
     * @return what was passed on, if anything was
     */
    Optional<Probe> ask(Moment now, Entry entry, boolean silent, View view, Outbox out) {
        // After silence once more by the same, and then by another.
        Optional<Endpoint> relay = Optional.ofNullable(silent ? relays.remove(entry.id()) : relays.get(entry.id()));
        if (soon.remove(entry.id()) || silent) {
            unreached.add(entry.id());
        }
        return silent || relay.isPresent() ? askThrough(now, entry, relay, view, out) : Optional.empty();
    }

    /** The same by whoever passed the last answer on, or may do so, for whoever wants to know now. */
    Optional<Probe> ask(Moment now, Entry entry, View view, Outbox out) {
        return askThrough(now, entry, Optional.ofNullable(relays.get(entry.id())), view, out);
    }

    private Optional<Probe> askThrough(Moment now, Entry entry, Optional<Endpoint> relay, View view, Outbox out) {
        Optional<Endpoint> by = relay.or(() -> entry.isVerified() ? whoMayReach(entry) : Optional.empty());
        Optional<Probe> passedOn = by.map(at -> new Probe(secrets.nextLong(), view, at))
                .filter(probe -> speaking.forward(now, probe.to(), entry.id(), probe, out));
        passedOn.ifPresent(probe -> inVain.put(entry.id(), probe.to()));
        return passedOn;
    }
}
