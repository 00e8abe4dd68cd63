package dev.kith.cli;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * What happens when the process is told to go by SIGINT, SIGTERM or SIGHUP: the goodbye is said, which also brings the
 * command to its end; then the process ends, with a code of the command's choice or, when it has none, with the JVM's own
 * 128 and the signal's number.
 */
final class Leaving {
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);
    private static final CountDownLatch ENDED = new CountDownLatch(1);
    private static final CompletableFuture<Runnable> GOODBYE = new CompletableFuture<>();
    private static final AtomicBoolean BEGUN = new AtomicBoolean();

    private Leaving() {}

    /** The command has come to its end, and has given back what it held. */
    static void ended() {
        ENDED.countDown();
    }

    /** Whether the node is closed, or is about to be, under a command that still uses it. */
    static boolean hasBegun() {
        return BEGUN.get();
    }

    /** Ends the process in good order when a signal comes; said before the node is opened, since a signal may come meanwhile. */
    static void onSignal(OptionalInt code) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(code), "kith-leave"));
    }

    /** What says the goodbye, as soon as there is something to say it of. */
    static void sayGoodbyeBy(Runnable goodbye) {
        GOODBYE.complete(goodbye);
    }

    private static void leave(OptionalInt code) {
        if (ENDED.getCount() == 0) {
            return;
        }
        BEGUN.set(true);
        sayGoodbye();
        if (code.isPresent()) {
            awaitEnd();
            // Only halt() can change the code once the JVM is going down.
            Runtime.getRuntime().halt(code.getAsInt());
        }
    }

    private static void sayGoodbye() {
        try {
            GOODBYE.get(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS).run();
        } catch (TimeoutException | ExecutionException nothingToSay) {
            // The node is not open yet, and nobody has heard of it.
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }

    private static void awaitEnd() {
        try {
            if (!ENDED.await(TIME_TO_END.toMillis(), TimeUnit.MILLISECONDS)) {
                Console.say("kith: ended before all was given back");
            }
        } catch (InterruptedException atOnce) {
            Thread.currentThread().interrupt();
        }
    }
}
