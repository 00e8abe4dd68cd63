package dev.kith.cli;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What can be shown of a peer, in the order in which {@code -o plain} prints all of it: a new one goes to the end. */
enum PeerColumn {
    NAME,
    KIND,
    STATUS,
    ADDRESS,
    INTERFACE,
    SINCE,
    HEARD,
    ID,
    VIA,
    RTT,
    SERVICES,
    META;

    /** Those of a table, if nobody says which. */
    static final List<PeerColumn> USUAL = List.of(NAME, KIND, STATUS, ADDRESS, INTERFACE, SINCE, HEARD);

    static final List<PeerColumn> ALL = List.of(values());

    private static final String NOTHING = "-";

    String header() {
        return name();
    }

    /** For people: ages and short names. */
    String shown(Peer peer, ShownNames names, Instant now) {
        return switch (this) {
            case NAME -> names.of(peer);
            case SINCE -> age(peer.since(), now);
            case HEARD -> peer.lastHeard().map(heard -> age(heard, now)).orElse(NOTHING);
            case RTT ->
                peer.rtt()
                        .map(rtt -> String.format(Locale.ROOT, "%.1f ms", rtt.toNanos() / 1e6))
                        .orElse(NOTHING);
            case ID, VIA, SERVICES, META -> orNothing(value(peer));
            case KIND, STATUS, ADDRESS, INTERFACE -> value(peer);
        };
    }

    /** For programs: never empty, never relative to now, and the name as the peer tells it. */
    String plain(Peer peer) {
        return orNothing(value(peer));
    }

    private String value(Peer peer) {
        return switch (this) {
            case NAME -> peer.name();
            case KIND -> Constants.lower(peer.kind());
            case STATUS -> Constants.lower(peer.status());
            case ADDRESS -> peer.addresses().stream().map(Endpoint::toString).collect(Collectors.joining(" "));
            case INTERFACE -> String.join(" ", peer.interfaces());
            case SINCE -> TimeText.of(peer.since());
            case HEARD -> peer.lastHeard().map(TimeText::of).orElse("");
            case ID -> peer.id();
            case VIA -> peer.via().stream().map(Constants::lower).collect(Collectors.joining(" "));
            case RTT ->
                peer.rtt().map(rtt -> Long.toString(rtt.toNanos() / 1000)).orElse("");
            case SERVICES -> pairs(peer.services(), ":");
            case META -> pairs(peer.meta(), "=");
        };
    }

    private static String pairs(Map<String, ?> map, String between) {
        return map.entrySet().stream()
                .map(pair -> pair.getKey() + between + pair.getValue())
                .collect(Collectors.joining(","));
    }

    private static String age(Instant then, Instant now) {
        return DurationText.of(Duration.between(then, now));
    }

    private static String orNothing(String value) {
        return value.isEmpty() ? NOTHING : value;
    }
}
