package dev.kith.join;

import dev.kith.peer.Endpoint;
import dev.kith.time.Timers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Getting the roster from another in pages, or a part of it. The space of ids (their first 64 bits, unsigned) is cut into
 * ranges, at most sixteen in flight; each range is pulled page by page, and asked for again when nothing comes. Who stops giving is left for
 * the next who offered.
 */
public final class Pulling {
    private static final int MAX_SPANS = 16;
    private static final int RECORDS_A_SPAN = 25;
    private static final int MAX_OTHERS = 4;
    private static final long PATIENCE = 150_000_000L;
    /** Once it is known how soon a page comes, one that takes a few times as long is lost. */
    private static final int TIMES_AS_LONG = 4;

    private static final long LEAST_PATIENCE = 20_000_000L;
    private static final int MOST_DOUBLINGS = 3;
    private static final long GIVE_UP_AFTER = 1_000_000_000L;
    /** Whoever gives a little again and again must not hold this node for ever. */
    private static final long MOST_IN_ALL = 30_000_000_000L;

    /**
     * Somebody to pull from.
     *
     * @param at where
     * @param cookie as it welcomed this node with, 0 for none
     * @param spans what to pull of it, at most {@value #MAX_SPANS}, none within another
     * @param welcomed whether it answered an announcement of this node; such a one goes before others
     */
    public record Offer(Endpoint at, long cookie, List<Span> spans, boolean welcomed) {
        /** Copies the list. */
        public Offer {
            spans = List.copyOf(spans);
        }
    }

    /**
     * Ids by their first 64 bits, unsigned.
     *
     * @param after exclusive
     * @param upTo inclusive
     */
    public record Span(long after, long upTo) {
        /** All ids, in as many spans as are worth asking for at once of about so many records. */
        public static List<Span> all(int records) {
            int parts = Math.max(1, Math.min(MAX_SPANS, records / RECORDS_A_SPAN));
            List<Span> spans = new ArrayList<>();
            long after = 0;
            for (int part = 1; part <= parts; part++) {
                long end = part == parts ? -1 : Long.divideUnsigned(-1, parts) * part;
                spans.add(new Span(after, end));
                after = end;
            }
            return spans;
        }
    }

    /**
     * One question to send.
     *
     * @param to whom
     * @param cookie as it welcomed this node with, 0 for none
     * @param nonce comes back with the page
     * @param after exclusive
     * @param upTo inclusive
     */
    public record Question(Endpoint to, long cookie, int nonce, long after, long upTo) {}

    private static final class Range {
        private long after;
        /** How often it was asked for the page behind that id, and when first. */
        private int asked;

        private long askedAt;

        Range(long after) {
            this.after = after;
        }
    }

    /** By where they end, unsigned. */
    private final TreeMap<Long, Range> ranges = new TreeMap<>(Long::compareUnsigned);

    private final Timers<Long> again = new Timers<>();
    private final Deque<Offer> others = new ArrayDeque<>();
    private Optional<Offer> source = Optional.empty();
    private long cookie;
    private int nonce;
    private long began;
    private long lastPage;
    private long patience = PATIENCE;

    /** Pulls from nobody yet. */
    public Pulling() {}

    /** Whether a roster is being pulled. */
    public boolean isActive() {
        return source.isPresent();
    }

    /**
     * Somebody has something to give: pulls from it now, or keeps it in mind.
     *
     * @param chance a number nobody can guess, for the questions
     */
    public void offered(long now, Offer offer, int chance) {
        if (source.filter(giving -> giving.welcomed() || !offer.welcomed()).isEmpty()) {
            begin(now, offer, chance);
        } else if (others.size() < MAX_OTHERS
                && others.stream().noneMatch(other -> other.at().equals(offer.at()))) {
            others.add(offer);
        }
    }

    /** The one that is pulled from gave another cookie; the answer is whether it is the one. */
    public boolean welcomed(long now, Endpoint by, long welcomedWith) {
        if (!isFrom(by)) {
            return false;
        }
        cookie = welcomedWith;
        ranges.keySet().forEach(end -> again.arm(end, now));
        return true;
    }

    /** A page came; the answer is whether it was asked for. */
    public boolean paged(long now, Endpoint from, int answers, long after, long upTo) {
        Long end = isFrom(from) && answers == nonce ? ranges.ceilingKey(upTo) : null;
        Range range = end == null ? null : ranges.get(end);
        boolean asked = range != null && range.after == after && Long.compareUnsigned(upTo, after) > 0;
        if (end == null || range == null || !asked) {
            return false;
        }
        lastPage = now;
        if (range.asked == 1) {
            // Of a page that was asked for twice nobody knows which question it answers (Karn and Partridge 1987).
            patience = Math.min(PATIENCE, Math.max(LEAST_PATIENCE, TIMES_AS_LONG * (now - range.askedAt)));
        }
        range.after = upTo;
        range.asked = 0;
        if (end == upTo) {
            ranges.remove(end);
            again.disarm(end);
        }
        // What could not be asked for before, since nothing had come from there yet, may be now.
        ranges.forEach((unasked, other) -> {
            if (other.asked == 0) {
                again.arm(unasked, now);
            }
        });
        if (ranges.isEmpty()) {
            stop();
            others.clear();
        }
        return true;
    }

    /** When {@link #takeDue} has something next. */
    public long nextWake() {
        return again.next();
    }

    /** Takes a question that is due; when no page has come for a second, the next who offered is asked, if there is one. */
    public Optional<Question> takeDue(long now) {
        Optional<Long> end = again.takeDue(now);
        Range range = end.map(ranges::get).orElse(null);
        if (end.isEmpty() || range == null || source.isEmpty()) {
            return Optional.empty();
        }
        if (now - lastPage >= GIVE_UP_AFTER || now - began >= MOST_IN_ALL) {
            stop();
            Offer next = others.poll();
            if (next != null) {
                begin(now, next, nonce + 1);
                return takeDue(now);
            }
            return Optional.empty();
        }
        again.arm(end.get(), now + Math.min(PATIENCE, patience << Math.min(range.asked, MOST_DOUBLINGS)));
        return Optional.of(new Question(source.get().at(), cookie, nonce, range.after, end.get()));
    }

    /** A question was sent. */
    public void asked(long now, Question question) {
        Range range = ranges.get(question.upTo());
        if (range != null) {
            range.askedAt = range.asked == 0 ? now : range.askedAt;
            range.asked++;
        }
    }

    private void begin(long now, Offer offer, int chance) {
        stop();
        source = Optional.of(offer);
        cookie = offer.cookie();
        nonce = chance;
        began = now;
        lastPage = now;
        patience = PATIENCE;
        for (Span span : offer.spans()) {
            ranges.put(span.upTo(), new Range(span.after()));
            again.arm(span.upTo(), now);
        }
    }

    private boolean isFrom(Endpoint endpoint) {
        return source.filter(giving -> giving.at().equals(endpoint)).isPresent();
    }

    private void stop() {
        ranges.keySet().forEach(again::disarm);
        ranges.clear();
        source = Optional.empty();
    }
}
