package dev.kith;

import dev.kith.peer.Event;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Takes a feed to a listener. */
final class Listening {
    private static final System.Logger LOG = System.getLogger(Listening.class.getName());

    /** Calls on the thread that takes from the feed. */
    static final Executor OWN_THREAD = Runnable::run;

    private Listening() {}

    static AutoCloseable on(Feed feed, Consumer<Event> listener, Executor executor) {
        Thread thread = new Thread(() -> run(feed, listener, executor), "kith-listener");
        thread.setDaemon(true);
        thread.start();
        return feed;
    }

    private static void run(Feed feed, Consumer<Event> listener, Executor executor) {
        try {
            for (Optional<Event> event = feed.take(); event.isPresent(); event = feed.take()) {
                Event next = event.get();
                CompletableFuture.runAsync(() -> listener.accept(next), executor)
                        .exceptionally(Listening::log)
                        .join();
            }
        } catch (InterruptedException | RuntimeException over) {
            LOG.log(System.Logger.Level.WARNING, "a listener is called no more", over);
            feed.close();
        }
    }

    private static @org.jspecify.annotations.Nullable Void log(Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        LOG.log(System.Logger.Level.WARNING, "a listener failed, and is called again for the next event", cause);
        return null;
    }
}
