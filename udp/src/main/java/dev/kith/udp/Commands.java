package dev.kith.udp;

import dev.kith.node.Input;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What applications want of the node, on its way from their threads to the loop's. */
final class Commands {
    private record Command(Input input, CompletableFuture<Void> done) {}

    private final Queue<Command> waiting = new ConcurrentLinkedQueue<>();
    private volatile boolean over;

    /**
     * Hands a command to the loop, and waits until it is done; any thread but the loop's.
     *
     * @param wakeUp makes the loop look
     * @throws IllegalArgumentException if the node refuses it
     * @throws IllegalStateException if the loop has ended, or ends with it
     */
    void submit(Input input, Runnable wakeUp) {
        Command command = new Command(input, new CompletableFuture<>());
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
    void obey(Consumer<Input> node) {
        for (Command command = waiting.poll(); command != null; command = waiting.poll()) {
            try {
                node.accept(command.input());
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
