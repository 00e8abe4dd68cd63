package dev.kith.cli.live;

import dev.kith.cli.ShownNames;
import java.util.List;
import java.util.stream.Stream;

/** The rows of the table: those the filter lets through, sorted. */
final class Roster {
    private Roster() {}

    static List<Row> of(Snapshot snapshot, View view, Look look) {
        ShownNames names = ShownNames.in(snapshot.peers());
        Stream<Row> rows = snapshot.peers().stream()
                .sorted(Order.by(view.sort()))
                .map(peer -> new Row(
                        peer, names.of(peer), snapshot.pulses().isOn(peer.id(), snapshot.at()), snapshot.at(), look));
        String filter = view.filter().strip();
        return (filter.isEmpty() ? rows : rows.filter(row -> row.holds(filter))).toList();
    }
}
