package dev.kith.udp;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** What applications want of the node, on its way from their threads to the loop's. */
final class Commands {
    private record Command(Runnable work, CompletableFuture<Void> done) {}

    private final Queue<Command> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /**
     * Hands something to do to the loop, and waits until it is done; any thread but the loop's.
     *
     * @param wakeUp makes the loop look
     * @throws IllegalArgumentException if the node refuses it
     * @throws IllegalStateException if the loop has ended, or ends with it
     */
    void submit(Runnable work, Runnable wakeUp) {
        Command command = new Command(work, new CompletableFuture<>());
        waiting.add(command);
        wakeUp.run();
        if (over) {
            // The loop may have looked for the last time before this was added.
            refuse();
        }
        try {
            command.done().join();
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IllegalArgumentException refused) {
                throw new IllegalArgumentException(refused.getMessage(), refused);
            }
            throw new IllegalStateException("the node is closed", failure.getCause());
        }
    }

    /** Has everything done that waits; what the node refuses is the caller's fault, any other failure the loop's end. */
    void obey() {
        for (Command command = waiting.poll(); command != null; command = waiting.poll()) {
            try {
                command.work().run();
                command.done().complete(null);
            } catch (IllegalArgumentException refused) {
                command.done().completeExceptionally(refused);
            } catch (RuntimeException | Error failure) {
                command.done().completeExceptionally(failure);
                throw failure;
            }
        }
    }

    /** The loop has ended: whoever waits is told, and whoever comes. */
    void end() {
        over = true;
        refuse();
    }

    private void refuse() {
        for (Command command = waiting.poll(); command != null; command = waiting.poll()) {
            command.done().completeExceptionally(new IllegalStateException("closed"));
        }
    }
}
