package dev.kith.node;

import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Source;
import dev.kith.time.PerSecond;
import dev.kith.trust.Verifier;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Checks signatures, which cost more than all else: of peers that are new in idle time, one after the other; of news that
 * would change a known peer at once, a bounded number a second in all and for each address, and the rest in idle time too. Anybody
 * can forge such news: half the turns are for what comes from where the peer was heard, and none waits in place of what another sent.
 */
final class Verifying {
    private static final long BETWEEN = 5_000_000L;
    /** Where many start at once, those whom this node has not checked are missed by whoever asks it for all. */
    private static final long BETWEEN_MANY = 2_000_000L;

    private static final long MANY_WITHIN = 400_000_000L;
    /** Everybody who hears a newcomer checks it; on one host not all at once, and not while the news of it is on its way. */
    private static final long IDLE_AT_LEAST = 20_000_000L;

    private static final long IDLE_SPREAD = 60_000_000L;
    private static final int AT_ONCE_A_SECOND = 100;
    private static final int AT_ONCE_A_SECOND_BY_ONE = 20;
    private static final int MAX_WAITING = 10_000;

    /** A record to be checked, and how it came. */
    record Pending(NodeRecord record, Source source) {}

    private record Sent(PeerId id, InetAddress from) {
        /** Written out: those of a record are made at run time, which a fresh JVM is slow at. */
        @Override
        public boolean equals(Object other) {
            return other instanceof Sent that && id.equals(that.id) && from.equals(that.from);
        }

        @Override
        public int hashCode() {
            return 31 * id.hashCode() + from.hashCode();
        }
    }

    private final Verifier verifier;
    private Map<Sent, Pending> waiting = new LinkedHashMap<>();
    private final PerSecond<InetAddress> atOnce = halfOfTheTurns();
    private final PerSecond<InetAddress> ofItsOwn = halfOfTheTurns();
    private final PerSecond<InetAddress> inBoth = new PerSecond<>(AT_ONCE_A_SECOND, AT_ONCE_A_SECOND_BY_ONE);
    private long next = Long.MAX_VALUE;

    Verifying(Verifier verifier) {
        this.verifier = verifier;
    }

    private static PerSecond<InetAddress> halfOfTheTurns() {
        return new PerSecond<>(AT_ONCE_A_SECOND / 2, AT_ONCE_A_SECOND_BY_ONE);
    }

    /** To be checked in idle time, which {@code chance} picks; one that waits already is checked first. */
    void later(NodeRecord record, Source source, long now, long chance) {
        if (waiting.isEmpty()) {
            next = now + IDLE_AT_LEAST + Math.floorMod(chance, IDLE_SPREAD);
        }
        if (waiting.size() < MAX_WAITING) {
            waiting.putIfAbsent(new Sent(record.id(), source.from().ip()), new Pending(record, source));
        }
    }

    long nextWake() {
        return next;
    }

    Optional<Pending> takeDue(long now) {
        if (now < next || waiting.isEmpty()) {
            return Optional.empty();
        }
        Pending pending = waiting.remove(waiting.keySet().iterator().next());
        next = now + Math.max(BETWEEN_MANY, Math.min(BETWEEN, MANY_WITHIN / (waiting.size() + 1)));
        if (waiting.isEmpty()) {
            next = Long.MAX_VALUE;
            // A map that has held thousands stays as large.
            waiting = new LinkedHashMap<>();
        }
        return Optional.of(pending);
    }

    /** Takes a turn to check something at once that came from there, if there is one. */
    boolean mayAtOnce(InetAddress from, long now) {
        return atOnce.take(from, now) && inBoth.take(from, now);
    }

    /** The same for news of a peer that was heard there. */
    boolean mayAtOnceOfItsOwn(InetAddress from, long now) {
        return ofItsOwn.take(from, now) && inBoth.take(from, now);
    }

    boolean isRight(NodeRecord record) {
        return isRight(record.publicKey(), record.signedPart(), record.signature());
    }

    boolean isRight(byte[] publicKey, byte[] content, byte[] signature) {
        return verifier.verify(publicKey, content, signature);
    }
}
