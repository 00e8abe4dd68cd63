package dev.kith.reach;

import dev.kith.bound.Recent;
import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Via;
import dev.kith.time.Timers;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;

/**
 * Addresses at which members may be, as sources name them, and when to try each: at once, soon again, and every few seconds
 * for ever, unless the member that answered there is held to be there still.
 */
public final class Candidates {
    private static final int MAX_OF_ONE_SOURCE = 64;
    private static final int MAX = 256;
    private static final int MAX_TOLD = 8;
    private static final int MAX_ASKED = 1024;
    private static final long MILLI = 1_000_000L;
    private static final long[] AGAIN = {200 * MILLI, 800 * MILLI, 2000 * MILLI};
    private static final long PERIOD = 5000 * MILLI;

    private static final class Contact {
        private final Map<String, Via> sources = new LinkedHashMap<>();
        private int tries;
        private boolean isSelf;
        private Optional<PeerId> answeredBy = Optional.empty();
        private Optional<Duration> took = Optional.empty();

        Candidate.Outcome outcome() {
            if (isSelf) {
                return Candidate.Outcome.SELF;
            }
            if (answeredBy.isPresent()) {
                return Candidate.Outcome.ANSWERED;
            }
            return tries == 0 ? Candidate.Outcome.WAITING : Candidate.Outcome.SILENT;
        }
    }

    private record Asked(Endpoint at, long when) {}

    /** In the order they were named. */
    private final Map<Endpoint, Contact> contacts = new LinkedHashMap<>();

    private final Timers<Endpoint> due = new Timers<>();
    /** By the counter of the datagram that was sent there. */
    private final Map<Long, Asked> asked = Recent.byAge(MAX_ASKED);

    /** Nobody is named yet. */
    public Candidates() {}

    /**
     * All that one source names from now on, in place of what it named before.
     *
     * @return how many of them are left out, since it names too many or others do
     */
    public int name(String source, Via via, List<Endpoint> endpoints, long now) {
        Set<Endpoint> named = new HashSet<>();
        for (Endpoint at : endpoints) {
            boolean fits = contacts.containsKey(at) || contacts.size() < MAX;
            if (fits && named.size() < MAX_OF_ONE_SOURCE && named.add(at)) {
                Contact contact = contacts.computeIfAbsent(at, any -> {
                    due.arm(at, now);
                    return new Contact();
                });
                contact.sources.put(source, via);
            }
        }
        contacts.forEach((at, contact) -> {
            if (!named.contains(at)) {
                contact.sources.remove(source);
            }
        });
        contacts.entrySet().removeIf(entry -> {
            boolean forgotten = entry.getValue().sources.isEmpty();
            if (forgotten) {
                due.disarm(entry.getKey());
            }
            return forgotten;
        });
        return (int) endpoints.stream().distinct().count() - named.size();
    }

    /** Whether any address is named. */
    public boolean isNamed() {
        return !contacts.isEmpty();
    }

    /** Whether a source names that address. */
    public boolean names(Endpoint at) {
        return contacts.containsKey(at);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return due.next();
    }

    /**
     * Takes an address to try now; nothing if the one that is due need not be tried.
     *
     * @param isThere whether a peer is held to be there, and at that address
     * @param chance evenly spread, so that nodes do not keep step
     */
    public Optional<Endpoint> takeDue(long now, BiPredicate<PeerId, Endpoint> isThere, long chance) {
        Optional<Endpoint> at = due.takeDue(now);
        Contact contact = at.map(contacts::get).orElse(null);
        if (at.isEmpty() || contact == null || contact.isSelf) {
            return Optional.empty();
        }
        boolean known =
                contact.answeredBy.filter(peer -> isThere.test(peer, at.get())).isPresent();
        long again = contact.tries < AGAIN.length && !known
                ? AGAIN[contact.tries]
                : PERIOD / 4 * 3 + Math.floorMod(chance, PERIOD / 2);
        due.arm(at.get(), now + again);
        return known ? Optional.empty() : at;
    }

    /** A datagram with this counter was sent to an address. */
    public void asked(Endpoint at, long counter, long now) {
        Contact contact = contacts.get(at);
        if (contact != null) {
            contact.tries++;
            asked.put(counter, new Asked(at, now));
        }
    }

    /**
     * A peer answered the datagram with this counter.
     *
     * @return whether that datagram was sent to a candidate
     */
    public boolean answered(long counter, PeerId by, long now) {
        Asked question = asked.remove(counter);
        Contact contact = question == null ? null : contacts.get(question.at());
        if (question == null || contact == null) {
            return false;
        }
        contact.answeredBy = Optional.of(by);
        contact.took = Optional.of(Duration.ofNanos(now - question.when()));
        return true;
    }

    /** The ways by which a peer was found that answered at candidates. */
    public Set<Via> waysTo(PeerId peer) {
        Set<Via> ways = new HashSet<>();
        for (Contact contact : contacts.values()) {
            if (contact.answeredBy.filter(peer::equals).isPresent()) {
                ways.addAll(contact.sources.values());
            }
        }
        return ways;
    }

    /** This node itself heard its datagram with this counter. */
    public void cameBack(long counter) {
        Asked question = asked.remove(counter);
        if (question != null && contacts.containsKey(question.at())) {
            contacts.get(question.at()).isSelf = true;
        }
    }

    /** The network is another: whoever was silent is tried at once, and what was this node itself may be another now. */
    public void again(long now) {
        contacts.forEach((at, contact) -> {
            contact.isSelf = false;
            due.arm(at, now);
        });
    }

    /** Where a member answered, a few of them. */
    public List<Endpoint> answering() {
        return contacts.entrySet().stream()
                .filter(entry -> entry.getValue().answeredBy.isPresent())
                .map(Map.Entry::getKey)
                .limit(MAX_TOLD)
                .toList();
    }

    /** All of them, in the order they were named. */
    public List<Candidate> all() {
        return contacts.entrySet().stream()
                .map(entry -> candidate(entry.getKey(), entry.getValue()))
                .toList();
    }

    private static Candidate candidate(Endpoint at, Contact contact) {
        Optional<String> peer = contact.answeredBy.map(PeerId::toString);
        return new Candidate(
                at, List.copyOf(contact.sources.keySet()), contact.outcome(), contact.tries, peer, contact.took);
    }
}
