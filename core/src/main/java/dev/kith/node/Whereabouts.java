package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Survey;
import dev.kith.reach.Observations;
import dev.kith.roster.NodeRecord;
import dev.kith.time.AtMostOnce;
import dev.kith.time.Moment;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.List;

/** Where this node is to be found: at the addresses of its host, and where others see it through an address translation. */
final class Whereabouts {
    /** A translation that makes a new port for everything would have this node announce itself without end. */
    private static final long CHANGE_EVERY = 1_000_000_000L;

    /** What was asked from the addresses before may be answered until then. */
    private static final long STILL_ON_ITS_WAY = 2_000_000_000L;

    private final Observations observations = new Observations();
    private final AtMostOnce changes = new AtMostOnce(CHANGE_EVERY);
    private long deafUntil = Long.MIN_VALUE;
    private List<Endpoint> own;
    private List<Endpoint> told;

    Whereabouts(List<Endpoint> own) {
        this.own = own;
        this.told = own;
    }

    /** The host has these addresses from now on; what others saw before was on another network. */
    void moved(Moment now, List<Endpoint> endpoints) {
        if (!endpoints.equals(own)) {
            own = endpoints;
            told = endpoints;
            observations.forget();
            deafUntil = now.nanos() + STILL_ON_ITS_WAY;
        }
    }

    /** A peer says where it sees this node. At another port of its own address it answers who came to the port that all hear. */
    void saw(Moment now, PeerId by, Endpoint at) {
        // A record that names such an address would be read by nobody.
        if (now.nanos() < deafUntil || !Records.mayBeOfANode(at)) {
            return;
        }
        boolean wasElsewhere = observations.isSeenElsewhere();
        if (isOwn(at)) {
            observations.sawAtHome(by);
        } else {
            observations.sawElsewhere(by, at, now.nanos());
        }
        if (wasElsewhere || observations.isSeenElsewhere()) {
            retell(now);
        }
    }

    private boolean isOwn(Endpoint at) {
        for (Endpoint endpoint : own) {
            if (endpoint.ip().equals(at.ip())) {
                return true;
            }
        }
        return false;
    }

    private void retell(Moment now) {
        List<Endpoint> outside = observations.outside(now.nanos());
        int room = NodeRecord.About.MAX_ENDPOINTS - outside.size();
        List<Endpoint> all = new ArrayList<>(outside.isEmpty() ? own : own.subList(0, Math.min(own.size(), room)));
        all.addAll(outside);
        if (!all.equals(told) && changes.take(now.nanos())) {
            told = all;
        }
    }

    /** What others are to be told: the host's own first. */
    List<Endpoint> told() {
        return told;
    }

    /** Whether others see it elsewhere than at its own addresses. */
    boolean isTranslated() {
        return observations.isSeenElsewhere();
    }

    /** Whether a datagram of this node may seem to come from there. */
    boolean mayBeSeenAt(Endpoint from) {
        return told.contains(from) || isOwn(from) || observations.isSeenAt(from.ip());
    }

    /** As others see this node, and how it sees those given. */
    Survey survey(Moment now, List<Reachability> peers) {
        return new Survey(told, observations.kind(now.nanos()), peers);
    }
}
