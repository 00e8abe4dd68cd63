package dev.kith.cli.live;

import dev.kith.SourceState;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What this node hears, tells or finds less than it should.
 *
 * @param standing the reasons that last, one line each
 * @param said what was said lately, the oldest first
 * @param sources the candidate sources
 */
record Health(List<String> standing, List<Event.Degraded> said, List<SourceState> sources) {
    /** One line for each trouble, or one that says that there is none. */
    List<String> lines(List<Peer> peers, Instant now) {
        List<String> lines = troubles(peers, now);
        return lines.isEmpty() ? List.of("all well") : lines;
    }

    private List<String> troubles(List<Peer> peers, Instant now) {
        List<String> lasting = new ArrayList<>(standing);
        for (SourceState source : sources) {
            source.trouble().ifPresent(why -> lasting.add(source.source() + ": " + why));
        }
        List<String> lines = new ArrayList<>();
        lasting.forEach(reason -> lines.add("! " + reason));
        for (Event.Degraded event : said) {
            // What lasts was said when it began, too.
            if (!lasting.contains(event.reason())) {
                lines.add("! " + event.reason() + " (" + Row.age(event.time(), now) + " ago)");
            }
        }
        long suspects =
                peers.stream().filter(peer -> peer.status() == Status.SUSPECT).count();
        if (suspects > 0) {
            lines.add(suspects == 1 ? "1 peer is suspect" : suspects + " peers are suspect");
        }
        return lines;
    }
}
