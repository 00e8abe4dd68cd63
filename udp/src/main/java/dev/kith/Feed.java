package dev.kith;

import dev.kith.peer.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * News to take, in order. It begins with one {@code JOINED} for each peer that was there when it was opened, and with
 * what was degraded, so nothing falls between a snapshot and the news.
 *
 * <p>A reader that is too slow loses the oldest news and is told how many, by a {@link Event.Degraded}; it never slows
 * the node. Any thread may take; each event goes to one taker.
 */
public final class Feed implements AutoCloseable {
    /** Events kept for a reader that is behind, at least: the start of a full roster of the default limits, and as much again. */
    public static final int CAPACITY = 20_000;

    private static final Duration LONGEST = Duration.ofNanos(Long.MAX_VALUE);

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private final int capacity;
    private long untoldLoss;
    private long missed;
    private boolean closed;

    Feed() {
        this(List.of());
    }

    /** Begins with these, however many, and keeps as many again. */
    Feed(List<? extends Event> start) {
        capacity = Math.max(CAPACITY, 2 * start.size());
        waiting.addAll(start);
    }

    /** Waits for the next event; nothing when the feed was closed, or its node was, and all is taken. */
    public Optional<Event> take() throws InterruptedException {
        return poll(LONGEST);
    }

    /** Waits for the next event, at most this long; nothing when none came, or at the end of the feed. */
    public Optional<Event> poll(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = nanos(atMost);
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
            return next();
        } finally {
            lock.unlock();
        }
    }

    /** The next event, if one is there. */
    Optional<Event> next() {
        lock.lock();
        try {
            if (untoldLoss > 0) {
                String reason = "this reader was too slow: %d events were dropped".formatted(untoldLoss);
                untoldLoss = 0;
                return Optional.of(new Event.Degraded(reason, Instant.now()));
            }
            return Optional.ofNullable(waiting.poll());
        } finally {
            lock.unlock();
        }
    }

    /** Whether no event will come any more. */
    public boolean isEnded() {
        lock.lock();
        try {
            return closed && waiting.isEmpty() && untoldLoss == 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many events were dropped so far because they were not taken in time. */
    public long missed() {
        lock.lock();
        try {
            return missed;
        } finally {
            lock.unlock();
        }
    }

    /** Ends the feed; what waits may still be taken. */
    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Ends the feed; nothing of it is taken any more. */
    void discard() {
        lock.lock();
        try {
            waiting.clear();
            untoldLoss = 0;
            close();
        } finally {
            lock.unlock();
        }
    }

    boolean isClosed() {
        lock.lock();
        try {
            return closed;
        } finally {
            lock.unlock();
        }
    }

    /** As long as can be counted, where it is longer. */
    static long nanos(Duration duration) {
        return duration.compareTo(LONGEST) > 0 ? Long.MAX_VALUE : duration.toNanos();
    }

    void offer(Event event) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting.size() == capacity) {
                waiting.poll();
                untoldLoss++;
                missed++;
            }
            waiting.add(event);
            changed.signal();
        } finally {
            lock.unlock();
        }
    }
}
