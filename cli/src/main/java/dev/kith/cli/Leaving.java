package dev.kith.cli;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * What happens when the process is told to go by SIGINT, SIGTERM or SIGHUP: the goodbye is said, which also brings the
 * command to its end; then the process ends, with a code of the command's choice or, when it has none, with the JVM's own
 * 128 and the signal's number.
 */
final class Leaving {
    private static final Duration TIME_TO_END = Duration.ofSeconds(2);
    private static final CountDownLatch ENDED = new CountDownLatch(1);

    private Leaving() {}

    /** The command has come to its end, and has given back what it held. */
    static void ended() {
        ENDED.countDown();
    }

    static void onSignal(Runnable goodbye, OptionalInt code) {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> leave(goodbye, code), "kith-leave"));
    }

    private static void leave(Runnable goodbye, OptionalInt code) {
        if (ENDED.getCount() == 0) {
            return;
        }
        goodbye.run();
        if (code.isPresent()) {
            awaitEnd();
            // Only halt() can change the code once the JVM is going down.
            Runtime.getRuntime().halt(code.getAsInt());
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
