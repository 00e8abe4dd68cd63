package dev.kith;

import dev.kith.peer.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
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
    /** Events kept for a reader that is behind: the start of a full roster, and as much again. */
    public static final int CAPACITY = 20_000;

    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private final Deque<Event> waiting = new ArrayDeque<>();
    private long untoldLoss;
    private long missed;
    private boolean closed;

    Feed() {}

    /** Waits for the next event; nothing when the feed was closed, or its node was, and all is taken. */
    public Optional<Event> take() throws InterruptedException {
        return poll(Duration.ofNanos(Long.MAX_VALUE));
    }

    /** Waits for the next event, at most this long; nothing when none came, or at the end of the feed. */
    public Optional<Event> poll(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (waiting.isEmpty() && !closed && left > 0) {
                left = changed.awaitNanos(left);
            }
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

    void offer(Event event) {
        lock.lock();
        try {
            if (closed) {
                return;
            }
            if (waiting.size() == CAPACITY) {
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
