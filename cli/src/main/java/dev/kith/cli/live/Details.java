package dev.kith.cli.live;

import dev.kith.cli.EvidenceText;
import dev.kith.cli.ReachLines;
import dev.kith.cli.ShownNames;
import dev.kith.cli.Signs;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability.Survey;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** All that is known of one peer: what it is, by which ways it is reached, and what became of it with the evidence. */
final class Details {
    private static final DateTimeFormatter DAY_AND_TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);

    private Details() {}

    static Text of(Row row, Snapshot snapshot, Optional<Survey> survey) {
        Peer peer = row.peer();
        Text text = new Text();
        text.add("name", name(row));
        text.add("id", peer.id());
        text.add("kind", Row.lower(peer.kind()) + identity(peer));
        text.add("status", row.status() + " for " + row.age(peer.since()) + ", since " + time(row, snapshot));
        text.add("heard", peer.lastHeard().map(heard -> row.age(heard) + " ago").orElse("never by this node"));
        text.add("rtt", row.rtt().isEmpty() ? "not measured" : row.rtt());
        text.add("addresses", peer.addresses().stream().map(Endpoint::toString).toList());
        text.add("interfaces", Row.joined(peer.interfaces()));
        text.add("found by", row.via());
        text.add("services", peer.services().isEmpty() ? "none" : row.services());
        text.add("meta", peer.meta().isEmpty() ? List.of("none") : pairs(peer));
        if (!peer.keys().isEmpty()) {
            text.add("keys", keys(peer));
        }
        text.blank().add("paths", paths(peer, snapshot));
        return text.blank().add("evidence", changes(row, snapshot));
    }

    /** Where it cannot be shown as it is, in a form too that says which characters it has. */
    private static String name(Row row) {
        String name = row.peer().name();
        boolean isWhole = questionMarks(row.look().shown(name)) == questionMarks(name);
        return isWhole ? name : name + " (" + escaped(name) + ")";
    }

    private static long questionMarks(String text) {
        return text.chars().filter(unit -> unit == '?').count();
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints()
                .forEach(codePoint -> escaped.append(
                        codePoint < 0x7F ? Character.toString(codePoint) : "\\u{%x}".formatted(codePoint)));
        return escaped.toString();
    }

    private static String identity(Peer peer) {
        if (peer.kind() == Kind.CLASSIC) {
            return ", known by its beacon alone; anybody may cast that name";
        }
        return peer.verified() ? ", its identity is proven" : ", its identity is not proven yet";
    }

    private static String time(Row row, Snapshot snapshot) {
        var zone = row.look().zone();
        var since = row.peer().since().atZone(zone);
        boolean today = since.toLocalDate().equals(snapshot.at().atZone(zone).toLocalDate());
        return today ? Signs.clock(row.peer().since(), zone) : DAY_AND_TIME.format(since);
    }

    private static List<String> pairs(Peer peer) {
        return peer.meta().entrySet().stream()
                .map(pair -> pair.getKey() + "=" + pair.getValue())
                .toList();
    }

    private static String keys(Peer peer) {
        return Row.joined(peer.keys().stream().map("%02x"::formatted).toList()) + ", the first in use";
    }

    private static List<String> paths(Peer peer, Snapshot snapshot) {
        ShownNames names = ShownNames.in(snapshot.peers());
        List<String> lines = new ArrayList<>();
        snapshot.survey()
                .ifPresent(survey -> survey.peers().stream()
                        .filter(other -> other.peer().id().equals(peer.id()))
                        .findFirst()
                        .ifPresent(found -> {
                            lines.add(ReachLines.kinds(found));
                            lines.addAll(ReachLines.ways(found, survey, names));
                        }));
        if (!lines.isEmpty()) {
            return lines;
        }
        return List.of(peer.kind() == Kind.CLASSIC ? "none, it is only heard" : "none, it is not there");
    }

    private static List<String> changes(Row row, Snapshot snapshot) {
        ShownNames names = ShownNames.in(snapshot.peers());
        List<Event.Change> changes = snapshot.changes().getOrDefault(row.peer().id(), List.of());
        List<String> lines = changes.stream()
                .map(change -> Signs.clock(change.time(), row.look().zone()) + " " + Signs.of(change.what()) + " "
                        + Row.lower(change.what()) + "  " + EvidenceText.of(change.evidence(), "", names::ofId))
                .toList();
        return lines.isEmpty() ? List.of("none in this run") : lines;
    }
}
