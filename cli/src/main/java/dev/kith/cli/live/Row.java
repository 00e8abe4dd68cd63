package dev.kith.cli.live;

import dev.kith.cli.DurationText;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * One peer as it is at one moment, and the words for it.
 *
 * @param peer the peer
 * @param name what it is called, so that no two are called the same
 * @param heard whether it was just heard
 * @param at the moment
 * @param look how it is shown
 */
record Row(Peer peer, String name, boolean heard, Instant at, Look look) {
    /** As in {@code ● alive}. */
    String status() {
        return look.shape(peer.status(), heard) + " " + lower(peer.status());
    }

    /** How long ago something was, in whole seconds, since it counts each second. */
    static String age(Instant then, Instant now) {
        return DurationText.of(Duration.ofSeconds(Duration.between(then, now).toSeconds()));
    }

    String age(Instant then) {
        return age(then, at);
    }

    String heardAgo() {
        return peer.lastHeard().map(this::age).orElse("");
    }

    String rtt() {
        return peer.rtt()
                .map(rtt -> String.format(Locale.ROOT, "%.1f ms", rtt.toNanos() / 1e6))
                .orElse("");
    }

    /** As many addresses as fit whole, then how many more there are; if the best does not fit, one that does. */
    String addresses(int columns) {
        List<Endpoint> all = peer.addresses();
        Stream<String> beginnings = IntStream.iterate(all.size(), shown -> shown > 0, shown -> shown - 1)
                .mapToObj(shown -> joined(all.subList(0, shown)) + others(all.size() - shown));
        Stream<String> single = all.stream().map(one -> one + others(all.size() - 1));
        return Stream.concat(beginnings, single)
                .filter(text -> text.length() <= columns)
                .findFirst()
                .orElse(joined(all));
    }

    private static String others(int count) {
        return count == 0 ? "" : " +" + count;
    }

    /** Whether something that is shown of the peer holds this text, in upper case or lower. */
    boolean holds(String text) {
        String all = String.join("\n", name, look.shown(name), peer.id(), lower(peer.kind()), lower(peer.status()))
                + "\n"
                + String.join("\n", joined(peer.addresses()), joined(peer.interfaces()), services(), meta());
        return all.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT));
    }

    String services() {
        return peer.services().entrySet().stream()
                .map(service -> service.getKey() + ":" + service.getValue())
                .collect(Collectors.joining(" "));
    }

    String meta() {
        return peer.meta().entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .collect(Collectors.joining(" "));
    }

    String via() {
        return peer.via().stream().map(Row::lower).collect(Collectors.joining(" "));
    }

    static String joined(List<?> parts) {
        return parts.stream().map(Object::toString).collect(Collectors.joining(" "));
    }

    static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
