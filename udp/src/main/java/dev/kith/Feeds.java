package dev.kith;

import dev.kith.peer.Event;
import java.util.ArrayList;
import java.util.List;

/** The feeds of one membership, and what was said that it cannot do before there was any. Guarded by the lock of its {@link Kith}. */
final class Feeds {
    private static final int MAX_UNHEARD = 16;

    private final List<Feed> open = new ArrayList<>();
    private final List<Event> unheard = new ArrayList<>();

    /**
     * Tells all of them.
     *
     * @param standing what of the news is told to each new feed as long as it lasts
     */
    void offer(List<Event> news, List<Event.Degraded> standing) {
        open.removeIf(Feed::isClosed);
        open.forEach(feed -> news.forEach(feed::offer));
        if (open.isEmpty()) {
            news.stream()
                    .filter(event -> event instanceof Event.Degraded && !standing.contains(event))
                    .limit(MAX_UNHEARD - unheard.size())
                    .forEach(unheard::add);
        }
    }

    /** One more from now on; the first is told what nobody heard. */
    void add(Feed feed) {
        unheard.forEach(feed::offer);
        unheard.clear();
        open.add(feed);
    }

    void close() {
        open.forEach(Feed::close);
    }
}
