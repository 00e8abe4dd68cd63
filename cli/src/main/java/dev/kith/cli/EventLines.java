package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.peer.Event;
import java.util.Optional;
import java.util.function.Function;

/** The news on standard output, one line each, until the node is closed or nobody reads. */
final class EventLines {
    private EventLines() {}

    static void print(Feed feed, Function<Event, String> line) throws InterruptedException {
        StdoutReader.watch(feed::close);
        for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
            if (!Console.print(line.apply(event.get()))) {
                return;
            }
        }
    }
}
