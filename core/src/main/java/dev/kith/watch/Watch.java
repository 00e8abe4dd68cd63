package dev.kith.watch;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.time.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Asks every peer in turn whether it is there, and counts its silences. A peer that does not answer is asked again, by all
 * its addresses, until it is held lost; of the lost ones one is asked every five seconds, in turn, for ever.
 */
public final class Watch {
    private static final long MILLI = 1_000_000L;
    private static final long PERIOD_AT_LEAST = 1000 * MILLI;
    /** So that asking and answering take 0.4 kB/s at the most, however many there are. */
    private static final long PERIOD_PER_PEER = 400 * MILLI;
    /** How long an answer may take before the peer is asked again. */
    private static final long ANSWER_WITHIN = 200 * MILLI;

    private static final int SILENCES_TO_SUSPECT = 4;
    private static final int SILENCES_TO_LOSE = 12;
    /** Of a peer whose address has proven nothing yet, and so may be asked once in ten seconds only: so many in so long. */
    private static final int RARE_SILENCES_TO_LOSE = 3;

    private static final long RARE_SILENCES_LAST = 20_000 * MILLI;
    /** Of a peer that no address is known of at which it may be asked. */
    private static final long UNASKABLE_LASTS = 20_000 * MILLI;

    private static final long ASKED_IN_VAIN_LASTS = 8000 * MILLI;

    private static final long LOST_PERIOD = 5000 * MILLI;
    private static final int MAX_OPEN_NONCES = 4096;
    private static final long NEVER = Long.MAX_VALUE;

    /** What a deadline means for a peer. */
    public enum Step {
        /** Ask it. */
        ASK,
        /** It has been silent: suspect it, and ask it. */
        SUSPECT,
        /** It has been silent for too long. */
        LOSE,
        /** It is lost; ask it all the same. */
        RETRY
    }

    /**
     * Something to do for one peer.
     *
     * @param id the peer
     * @param step what
     * @param silences how many rounds of questions it has not answered in a row; 0, too, when there was nowhere to ask
     * @param silent the addresses of the last round at which it did not answer
     */
    public record Due(PeerId id, Step step, int silences, List<Endpoint> silent) {}

    private record Asked(PeerId id, Endpoint to, long at) {}

    private static final class Peer {
        private int silences;
        /** Where it was asked in this round, and has not answered. */
        private final List<Endpoint> silent = new ArrayList<>();

        private boolean waits;
        private boolean lost;
        private long lastAsked = Long.MIN_VALUE / 2;
        /** Since it answered last. */
        private long firstAsked = NEVER;

        private long unaskableSince = NEVER;
    }

    /** By id, so that what is forgiven in this order is asked in the same order in every run. */
    private final Map<PeerId, Peer> peers = new TreeMap<>();

    private final Timers<PeerId> due = new Timers<>();
    private final Set<PeerId> lost = new LinkedHashSet<>();
    /** One of the lost is asked then; there may be none. */
    private long nextRetry;

    private final Map<Long, Asked> byNonce = Recent.byAge(MAX_OPEN_NONCES);

    /** Watches nobody yet. */
    public Watch() {}

    /** Begins to watch a peer, at some moment within its period, so that many peers are not asked at once. */
    public void begin(PeerId id, long now, long chance) {
        end(id);
        peers.put(id, new Peer());
        due.arm(id, now + Math.floorMod(chance, period()));
    }

    /** Asks a peer at once, if it is watched and was not asked just now: something speaks for it. */
    public void askNow(PeerId id, long now) {
        Peer peer = peers.get(id);
        if (peer != null && now - peer.lastAsked >= ANSWER_WITHIN) {
            due.arm(id, now);
        }
    }

    /** Ends watching a peer, which left. */
    public void end(PeerId id) {
        peers.remove(id);
        due.disarm(id);
        lost.remove(id);
    }

    /** This process stood still: what was not answered meanwhile proves nothing. */
    public void forgive(long now) {
        peers.forEach((id, peer) -> {
            if (peer.waits) {
                peer.waits = false;
                peer.silent.clear();
                due.arm(id, now + Math.floorMod(id.low(), PERIOD_AT_LEAST));
            }
        });
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return Math.min(due.next(), lost.isEmpty() ? NEVER : nextRetry);
    }

    /** Takes what is due for one peer. */
    public Optional<Due> takeDue(long now) {
        Optional<PeerId> id = due.takeDue(now);
        if (id.isEmpty() && !lost.isEmpty() && now >= nextRetry) {
            nextRetry = now + LOST_PERIOD;
            id = Optional.of(lost.iterator().next());
            lost.remove(id.get());
            lost.add(id.get());
        }
        Peer peer = id.map(peers::get).orElse(null);
        if (id.isEmpty() || peer == null) {
            return Optional.empty();
        }
        peer.silences += peer.waits ? 1 : 0;
        peer.waits = false;
        List<Endpoint> silent = List.copyOf(peer.silent);
        peer.silent.clear();
        Step step = step(peer, now);
        if (step == Step.LOSE) {
            peer.lost = true;
            if (lost.isEmpty()) {
                nextRetry = now + LOST_PERIOD;
            }
            lost.add(id.get());
        } else if (step != Step.RETRY) {
            due.arm(id.get(), now + ANSWER_WITHIN);
        }
        return Optional.of(new Due(id.get(), step, peer.silences, silent));
    }

    /** Notes a question that was sent. */
    public void asked(PeerId id, Endpoint to, long nonce, long now) {
        byNonce.put(nonce, new Asked(id, to, now));
        Peer peer = peers.get(id);
        if (peer != null) {
            peer.waits = true;
            peer.silent.add(to);
            peer.lastAsked = now;
            peer.firstAsked = Math.min(peer.firstAsked, now);
            peer.unaskableSince = NEVER;
        }
    }

    /** Nothing was sent, since no address may be sent to yet: that is no silence of the peer, unless it lasts. */
    public void couldNotAsk(PeerId id, long now) {
        Peer peer = peers.get(id);
        if (peer != null && !peer.lost) {
            peer.unaskableSince = Math.min(peer.unaskableSince, now);
            due.arm(id, now + PERIOD_AT_LEAST);
        }
    }

    /**
     * An answer came.
     *
     * @return the time it took, if that peer was asked that there and had not answered yet
     */
    public Optional<Duration> answered(PeerId id, Endpoint from, long nonce, long now) {
        Asked question = byNonce.get(nonce);
        if (question == null || !question.id().equals(id) || !question.to().equals(from)) {
            return Optional.empty();
        }
        byNonce.remove(nonce);
        Peer peer = peers.get(id);
        if (peer != null) {
            lost.remove(id);
            peer.silences = 0;
            peer.waits = false;
            peer.silent.remove(from);
            peer.firstAsked = NEVER;
            peer.lost = false;
            due.arm(id, now + period());
        }
        return Optional.of(Duration.ofNanos(now - question.at()));
    }

    private long period() {
        return Math.max(PERIOD_AT_LEAST, peers.size() * PERIOD_PER_PEER);
    }

    private static Step step(Peer peer, long now) {
        if (peer.lost) {
            return Step.RETRY;
        }
        boolean rarelyAsked = peer.silences >= RARE_SILENCES_TO_LOSE && now - peer.firstAsked >= RARE_SILENCES_LAST;
        // Suspected already, and all that its address has earned was asked of it in vain.
        long lasts = peer.silences >= SILENCES_TO_SUSPECT ? ASKED_IN_VAIN_LASTS : UNASKABLE_LASTS;
        boolean unaskable = peer.unaskableSince != NEVER && now - peer.unaskableSince >= lasts;
        if (rarelyAsked || unaskable || peer.silences >= SILENCES_TO_LOSE) {
            return Step.LOSE;
        }
        return peer.silences == SILENCES_TO_SUSPECT ? Step.SUSPECT : Step.ASK;
    }
}
