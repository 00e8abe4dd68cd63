package dev.kith;

import dev.kith.peer.Event;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A listener that is called for the news of a {@link Kith}, until this is closed. Any thread may close it, any number of times. */
public final class Listening implements AutoCloseable {
    /** An executor may drop what it was given; so long until that is looked at. */
    private static final long LOOK_SECONDS = 1;

    /** Calls on the thread that takes from the feed. */
    static final Executor OWN_THREAD = Runnable::run;

    private final Feed feed;
    private final Consumer<? super Event> listener;
    private final Executor executor;
    private volatile boolean closed;

    private Listening(Feed feed, Consumer<? super Event> listener, Executor executor) {
        this.feed = feed;
        this.listener = listener;
        this.executor = executor;
    }

    static Listening on(Feed feed, Consumer<? super Event> listener, Executor executor) {
        Listening listening = new Listening(feed, listener, executor);
        Thread thread = new Thread(listening::run, "kith-listener");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    /** Calls the listener no more; a call under way goes on to its end. */
    @Override
    public void close() {
        closed = true;
        feed.discard();
    }

    private void run() {
        try {
            for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
                CompletableFuture<@Nullable Void> call = call(event.get());
                if (!awaitDone(call)) {
                    callRestAfter(call);
                    return;
                }
                // A listener that was interrupted, or left the flag set, is called again all the same.
                Thread.interrupted();
            }
        } catch (InterruptedException | RuntimeException over) {
            logger().log(System.Logger.Level.WARNING, "a listener is called no more", over);
            feed.discard();
        }
    }

    private void callRestAfter(CompletableFuture<@Nullable Void> call) {
        // Nothing of it is lost: what fails there is logged.
        CompletableFuture<Void> unused = call.thenRun(this::callRest);
    }

    /** The feed is closed: no thread waits any more for calls that the executor may have dropped, and the rest follows the last. */
    private void callRest() {
        for (Optional<Event> event = feed.next(); event.isPresent(); event = feed.next()) {
            CompletableFuture<@Nullable Void> call = call(event.get());
            if (!call.isDone()) {
                callRestAfter(call);
                return;
            }
        }
    }

    private CompletableFuture<@Nullable Void> call(Event event) {
        try {
            return CompletableFuture.runAsync(() -> tell(event), executor).exceptionally(Listening::log);
        } catch (Throwable refused) {
            // An executor is another's code, and may take the next one.
            return CompletableFuture.completedFuture(log(refused));
        }
    }

    /** The executor may come to it long after it was handed over. */
    private void tell(Event event) {
        if (!closed) {
            listener.accept(event);
        }
    }

    /** Waits until a call is done, or the feed is closed; the answer is whether it is done. */
    private boolean awaitDone(CompletableFuture<@Nullable Void> call) throws InterruptedException {
        while (!call.isDone() && !feed.isClosed()) {
            try {
                call.get(LOOK_SECONDS, TimeUnit.SECONDS);
            } catch (TimeoutException stillRunning) {
                // it may take as long as it likes
            } catch (ExecutionException impossible) {
                throw new IllegalStateException("every failure of a listener is logged", impossible);
            }
        }
        return call.isDone();
    }

    private static @Nullable Void log(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        logger().log(System.Logger.Level.WARNING, "a listener failed, and is called again for the next event", cause);
        return null;
    }

    /** Asked for when it is needed: finding a logger takes a fresh JVM 20 ms. */
    private static System.Logger logger() {
        return System.getLogger(Listening.class.getName());
    }
}
