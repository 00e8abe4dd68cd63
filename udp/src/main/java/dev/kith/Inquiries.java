package dev.kith;

import dev.kith.peer.Answer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

/** Questions that applications wait with, until the node answers them. Any thread. */
final class Inquiries {
    /** Longer than any takes. */
    private static final Duration LONGEST = Duration.ofHours(1);

    private final Map<Long, CompletableFuture<Answer>> open = new ConcurrentHashMap<>();
    private final AtomicLong last = new AtomicLong();
    private volatile boolean ended;

    /** How long one may be waited for. */
    static long nanos(Duration atMost) {
        return Math.min(Feed.nanos(atMost), LONGEST.toNanos());
    }

    /**
     * Asks, and waits for the answer.
     *
     * @param question hands the question on, under this number
     * @throws IllegalStateException if the membership ends before the answer
     */
    Answer ask(LongConsumer question) throws InterruptedException {
        if (ended) {
            throw new IllegalStateException("the membership is closed");
        }
        long number = last.incrementAndGet();
        CompletableFuture<Answer> answer = new CompletableFuture<>();
        open.put(number, answer);
        try {
            question.accept(number);
            return answer.get();
        } catch (ExecutionException closed) {
            throw new IllegalStateException("the membership is closed", closed);
        } catch (IllegalArgumentException refused) {
            // Of a group that was left meanwhile the node says that it was not joined.
            throw ended ? new IllegalStateException("the membership is closed", refused) : refused;
        } finally {
            open.remove(number);
        }
    }

    void answered(long number, Answer answer) {
        CompletableFuture<Answer> waits = open.get(number);
        if (waits != null) {
            waits.complete(answer);
        }
    }

    /** Nothing is answered any more; what is asked from now on the node refuses. */
    void end() {
        ended = true;
        open.values().forEach(answer -> answer.completeExceptionally(new IllegalStateException("closed")));
    }
}
