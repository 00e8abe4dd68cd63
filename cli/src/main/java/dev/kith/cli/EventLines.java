package dev.kith.cli;

import dev.kith.Feed;
import dev.kith.peer.Event;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** The news on standard output, one line each, until the node is closed or nobody reads. */
final class EventLines {
    private EventLines() {}

    /** Says on the error stream, beside other data, what this node hears, tells or remembers less than it should. */
    static void sayIfDegraded(Event event) {
        if (event instanceof Event.Degraded degraded) {
            Console.say("kith: " + degraded.reason());
        }
    }

    /** Says so for as long as it listens, or until the node is closed; the answer is how long that was. */
    static Duration listen(Feed feed, Duration atMost) throws InterruptedException {
        long began = System.nanoTime();
        for (long left = atMost.toNanos(); left > 0; left = atMost.toNanos() - (System.nanoTime() - began)) {
            feed.poll(Duration.ofNanos(left)).ifPresent(EventLines::sayIfDegraded);
            if (feed.isEnded()) {
                return Duration.ofNanos(System.nanoTime() - began);
            }
        }
        return atMost;
    }

    static void print(Feed feed, Function<Event, String> line) throws InterruptedException {
        StdoutReader.watch(feed::close);
        for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
            if (!Console.print(line.apply(event.get()))) {
                return;
            }
        }
    }
}
