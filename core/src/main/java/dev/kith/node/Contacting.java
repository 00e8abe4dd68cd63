package dev.kith.node;

import dev.kith.join.Announcements;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import dev.kith.reach.Candidates;
import dev.kith.roster.Entry;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;
import dev.kith.trust.Secrets;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Goodbye;
import dev.kith.wire.Message.View;
import dev.kith.wire.Records;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Announces this node to addresses at which members may be, until one is there that answers. */
final class Contacting {
    private final String group;
    private final Self self;
    private final Roster roster;
    private final Asking asking;
    private final Speaking speaking;
    private final Secrets secrets;
    private final Candidates candidates = new Candidates();
    /** What is wrong with what a source names, by source. */
    private final Map<String, List<String>> wrong = new HashMap<>();

    Contacting(Membership.Group parts, Asking asking, Membership.Shared shared) {
        this.group = parts.name();
        this.self = parts.self();
        this.roster = parts.roster();
        this.asking = asking;
        this.speaking = parts.speaking();
        this.secrets = shared.secrets();
    }

    void named(Moment now, Input.Candidates named, Outbox out) {
        List<Endpoint> possible =
                named.endpoints().stream().filter(Records::mayBeOfANode).toList();
        List<String> reasons = new ArrayList<>();
        if (possible.size() < named.endpoints().size()) {
            reasons.add("%s names an address or port at which no node can be".formatted(named.source()));
        }
        int leftOut = candidates.name(named.source(), named.via(), possible, now.nanos());
        asking.named(candidates.isNamed());
        if (leftOut > 0) {
            reasons.add("%s names too many addresses; %d or more are left out".formatted(named.source(), leftOut));
        }
        say(now, named.source(), reasons, out);
    }

    /** A source names the same again and again: what is wrong with it is said once for as long as it lasts. */
    private void say(Moment now, String source, List<String> reasons, Outbox out) {
        List<String> before = wrong.getOrDefault(source, List.of());
        wrong.put(source, reasons);
        reasons.stream()
                .filter(reason -> !before.contains(reason))
                .forEach(reason -> out.emit(group, new Event.Degraded(reason, now.wall())));
    }

    /** The network is another. */
    void again(Moment now) {
        candidates.again(now.nanos());
    }

    /** Whether it has to go by what is named, since what is said to all does not suffice. */
    boolean isActive() {
        return candidates.isNamed();
    }

    /** Whether a member was sought at that address because a source names it. */
    boolean names(Endpoint at) {
        return candidates.names(at);
    }

    List<Candidate> all() {
        return candidates.all();
    }

    long nextWake() {
        return candidates.nextWake();
    }

    void tick(Moment now, Outbox out) {
        while (candidates.nextWake() <= now.nanos()) {
            candidates.takeDue(now.nanos(), this::isThere, secrets.nextLong()).ifPresent(at -> contact(now, at, out));
        }
    }

    private void contact(Moment now, Endpoint at, Outbox out) {
        View view = new View(roster.fingerprint().count(), roster.fingerprint().value());
        Announce announce =
                new Announce(view, Announcements.CONTACT, self.record().bytes());
        OptionalLong counter = speaking.contact(now, at, announce, out);
        counter.ifPresent(said -> candidates.asked(at, said, now.nanos()));
    }

    /** A member answered what this node said; the answer is whether that was said to a candidate. */
    boolean answered(Moment now, PeerId by, long counter) {
        boolean isOfCandidate = candidates.answered(counter, by, now.nanos());
        if (isOfCandidate) {
            roster.find(by).ifPresent(this::met);
        }
        return isOfCandidate;
    }

    /** A peer is known now, and may have answered at a candidate before. */
    void met(Entry peer) {
        candidates.waysTo(peer.id()).forEach(peer::foundBy);
    }

    /** Says goodbye where members answered, too: it may be that none was asked from another address yet. */
    void leave(Moment now, Goodbye goodbye, Outbox out) {
        candidates.answering().forEach(at -> speaking.send(now, at, goodbye, out));
    }

    /** This node heard what it said itself. */
    void cameBack(long counter) {
        candidates.cameBack(counter);
    }

    /** Who has moved is somewhere else, and another may be where it was. */
    private boolean isThere(PeerId id, Endpoint at) {
        return roster.find(id)
                .filter(entry -> entry.isPresent() && entry.paths().isOfHost(at.ip()))
                .isPresent();
    }
}
