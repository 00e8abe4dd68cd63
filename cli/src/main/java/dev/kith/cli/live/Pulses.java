package dev.kith.cli.live;

import dev.kith.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Who was just heard. A pulse begins when it is seen that a peer was heard anew, rather than when it was heard: the node tells
 * when it heard whom once a second, and most would be over by then.
 */
final class Pulses {
    /** How long a pulse is shown. */
    static final Duration LENGTH = Duration.ofSeconds(1);

    static final Pulses NONE = new Pulses(Map.of());

    private final Map<String, Beat> beats;

    /** When a peer was heard, and when that was seen. */
    private record Beat(Instant heard, Instant seen) {}

    private Pulses(Map<String, Beat> beats) {
        this.beats = beats;
    }

    /** The pulses when these peers are seen; of those that are not among them nothing is kept. */
    Pulses seeing(Collection<Peer> peers, Instant now) {
        Map<String, Beat> next = new HashMap<>();
        for (Peer peer : peers) {
            peer.lastHeard().ifPresent(heard -> {
                Beat before = beats.get(peer.id());
                boolean same = before != null && before.heard().equals(heard);
                next.put(peer.id(), same ? before : new Beat(heard, now));
            });
        }
        return new Pulses(next);
    }

    /** Whether a peer is shown as just heard. */
    boolean isOn(String id, Instant now) {
        return Optional.ofNullable(beats.get(id))
                .filter(beat -> isOn(beat, now))
                .isPresent();
    }

    /** When the first of the pulses of these peers is over, if one is on. */
    Optional<Instant> firstEnd(List<String> ids, Instant now) {
        return ids.stream()
                .flatMap(id -> Optional.ofNullable(beats.get(id)).stream())
                .filter(beat -> isOn(beat, now))
                .map(beat -> beat.seen().plus(LENGTH))
                .min(Instant::compareTo);
    }

    private static boolean isOn(Beat beat, Instant now) {
        return now.isBefore(beat.seen().plus(LENGTH));
    }
}
