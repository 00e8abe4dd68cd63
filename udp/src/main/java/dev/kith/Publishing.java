package dev.kith;

import dev.kith.peer.Event;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Takes a feed to a subscriber, as many events as it asks for (Reactive Streams 1.0.4). Every signal comes from one thread
 * of its own, so no two overlap.
 */
final class Publishing implements Flow.Subscription {

    private final Feed feed;
    private final Flow.Subscriber<? super Event> subscriber;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private long wanted;
    private boolean cancelled;
    private Optional<IllegalArgumentException> wrong = Optional.empty();

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
            if (cancelled) {
                return;
            }
            if (count <= 0) {
                wrong = Optional.of(new IllegalArgumentException("request(" + count + ") is not positive (rule 3.9)"));
            }
            wanted = wanted + count > 0 ? wanted + count : Long.MAX_VALUE;
            asked.signalAll();
        } finally {
            lock.unlock();
        }
        if (count <= 0) {
            feed.discard();
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
        feed.discard();
    }

    private void run() {
        try {
            subscriber.onSubscribe(this);
            // The event first and the demand then: the end of the feed needs no demand.
            for (Optional<Event> event = feed.take(); event.isPresent() && awaitDemand(); event = feed.take()) {
                subscriber.onNext(event.get());
            }
            end();
        } catch (InterruptedException | RuntimeException | Error failure) {
            // By rule 2.13 a subscriber does not throw; one that does has cancelled.
            logger().log(System.Logger.Level.WARNING, "a subscriber failed, and is told no more", failure);
            cancel();
        }
    }

    private void end() {
        if (isCancelled()) {
            return;
        }
        wrong.ifPresentOrElse(subscriber::onError, subscriber::onComplete);
    }

    private boolean awaitDemand() throws InterruptedException {
        lock.lockInterruptibly();
        try {
            while (wanted == 0 && !cancelled && wrong.isEmpty()) {
                asked.await();
            }
            wanted--;
            return !cancelled && wrong.isEmpty();
        } finally {
            lock.unlock();
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

    /** Asked for when it is needed: finding a logger takes a fresh JVM 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(Publishing.class.getName());
    }
}
