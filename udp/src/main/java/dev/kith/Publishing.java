package dev.kith;

import dev.kith.peer.Event;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Takes a feed to a subscriber, as many events as it asks for, on a thread of its own (Reactive Streams 1.0.4). */
final class Publishing implements Flow.Subscription {
    private final Feed feed;
    private final Flow.Subscriber<? super Event> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private long wanted;
    private boolean cancelled;

    private Publishing(Feed feed, Flow.Subscriber<? super Event> subscriber) {
        this.feed = feed;
        this.subscriber = subscriber;
    }

    static void subscribe(Feed feed, Flow.Subscriber<? super Event> subscriber) {
        Publishing publishing = new Publishing(feed, subscriber);
        Thread thread = new Thread(publishing::run, "kith-publisher");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void request(long count) {
        lock.lock();
        try {
            wanted = count > 0 && wanted + count > 0 ? wanted + count : Long.MAX_VALUE;
            cancelled |= count <= 0;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
        if (count <= 0) {
            feed.close();
            subscriber.onError(new IllegalArgumentException("request(" + count + ") is not positive (rule 3.9)"));
        }
    }

    @Override
    public void cancel() {
        lock.lock();
        try {
            cancelled = true;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
        feed.close();
    }

    private void run() {
        try {
            subscriber.onSubscribe(this);
            while (awaitDemand()) {
                Optional<Event> event = feed.take();
                if (event.isEmpty()) {
                    complete();
                    return;
                }
                subscriber.onNext(event.get());
            }
        } catch (InterruptedException ended) {
            cancel();
        }
    }

    private boolean awaitDemand() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted == 0 && !cancelled) {
                asked.await();
            }
            wanted--;
            return !cancelled;
        } finally {
            lock.unlock();
        }
    }

    private void complete() {
        if (!isCancelled()) {
            subscriber.onComplete();
        }
    }

    private boolean isCancelled() {
        lock.lock();
        try {
            return cancelled;
        } finally {
            lock.unlock();
        }
    }
}
