package dev.kith.watch;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.time.Timers;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Asks every peer in turn whether it is there, and counts its silences. A peer that does not answer is asked again, by all
 * its addresses, until it is held lost; a lost one is asked again for ever, rarely.
 */
public final class Watch {
    private static final long MILLI = 1_000_000L;
    private static final long PERIOD_AT_LEAST = 1000 * MILLI;
    /** So that asking takes no more of a large group than of one of twenty. */
    private static final long PERIOD_PER_PEER = 50 * MILLI;
    /** How long an answer may take before the peer is asked again. */
    private static final long ANSWER_WITHIN = 200 * MILLI;

    private static final int SILENCES_TO_SUSPECT = 4;
    private static final int SILENCES_TO_LOSE = 12;
    /** Of a peer that never answered, whose address may be asked once in ten seconds only: so many in so long. */
    private static final int RARE_SILENCES_TO_LOSE = 3;

    private static final long RARE_SILENCES_LAST = 20_000 * MILLI;

    private static final long LOST_PERIOD = 5000 * MILLI;
    private static final int MAX_OPEN_NONCES = 4096;

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
     * @param silences how many questions it has not answered in a row
     */
    public record Due(PeerId id, Step step, int silences) {}

    private record Asked(PeerId id, Endpoint to, long at) {}

    private static final class Peer {
        private int silences;
        private boolean asked;
        private boolean answered;
        private long firstAsked = Long.MAX_VALUE;
        private boolean lost;
    }

    private final Map<PeerId, Peer> peers = new HashMap<>();
    private final Timers<PeerId> due = new Timers<>();
    /** In the order they were asked: the first is the first to be forgotten. */
    private final Map<Long, Asked> byNonce = new LinkedHashMap<>();

    /** Watches nobody yet. */
    public Watch() {}

    /** Begins to watch a peer, at some moment within its period, so that many peers are not asked at once. */
    public void begin(PeerId id, long now, long chance) {
        peers.put(id, new Peer());
        due.arm(id, now + Math.floorMod(chance, PERIOD_AT_LEAST));
    }

    /** Asks a peer at once, if it is watched: something speaks for it. */
    public void askNow(PeerId id, long now) {
        if (peers.containsKey(id)) {
            due.arm(id, now);
        }
    }

    /** Ends watching a peer, which left. */
    public void end(PeerId id) {
        peers.remove(id);
        due.disarm(id);
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return due.next();
    }

    /** Takes what is due for one peer. */
    public Optional<Due> takeDue(long now) {
        Optional<PeerId> id = due.takeDue(now);
        if (id.isEmpty()) {
            return Optional.empty();
        }
        Peer peer = peers.get(id.get());
        if (peer == null) {
            return Optional.empty();
        }
        if (peer.asked) {
            peer.silences++;
        }
        Step step = step(peer, now);
        peer.lost = step == Step.LOSE || peer.lost;
        peer.asked = step != Step.LOSE;
        due.arm(id.get(), now + (peer.lost ? LOST_PERIOD : ANSWER_WITHIN));
        return Optional.of(new Due(id.get(), step, peer.silences));
    }

    /** Notes a question that was sent. */
    public void asked(PeerId id, Endpoint to, long nonce, long now) {
        byNonce.put(nonce, new Asked(id, to, now));
        Peer peer = peers.get(id);
        if (peer != null) {
            peer.firstAsked = Math.min(peer.firstAsked, now);
        }
        if (byNonce.size() > MAX_OPEN_NONCES) {
            byNonce.remove(byNonce.keySet().iterator().next());
        }
    }

    /** Nothing was sent, since no address may be sent to yet: that is no silence of the peer. */
    public void couldNotAsk(PeerId id, long now) {
        Peer peer = peers.get(id);
        if (peer != null) {
            peer.asked = false;
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
            peer.silences = 0;
            peer.asked = false;
            peer.answered = true;
            peer.lost = false;
            due.arm(id, now + Math.max(PERIOD_AT_LEAST, peers.size() * PERIOD_PER_PEER));
        }
        return Optional.of(Duration.ofNanos(now - question.at()));
    }

    private static Step step(Peer peer, long now) {
        if (peer.lost) {
            return Step.RETRY;
        }
        boolean rarelyAsked =
                !peer.answered && peer.silences >= RARE_SILENCES_TO_LOSE && now - peer.firstAsked >= RARE_SILENCES_LAST;
        if (rarelyAsked || peer.silences >= SILENCES_TO_LOSE) {
            return Step.LOSE;
        }
        return peer.silences == SILENCES_TO_SUSPECT ? Step.SUSPECT : Step.ASK;
    }
}
