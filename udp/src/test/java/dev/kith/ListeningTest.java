package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Event;
import java.time.Duration;
import java.time.Instant;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** An executor of an application may drop or refuse what it is handed. */
class ListeningTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Feed feed = new Feed();

    @Test
    void theThreadEndsWithTheFeedThoughTheExecutorDroppedAnEvent() throws Exception {
        BlockingQueue<Runnable> dropped = new LinkedBlockingQueue<>();
        Thread thread = listen(event -> {}, dropped::add);
        offer("one");
        offer("two");
        assertThat(dropped.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
        feed.close();
        thread.join(PATIENCE.toMillis());
        assertThat(thread.isAlive()).isFalse();
    }

    @Test
    void whatTheExecutorRefusesDoesNotEndIt() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        Queue<Runnable> refusals = new ConcurrentLinkedQueue<>();
        refusals.add(() -> {
            throw new RejectedExecutionException("an executor's own");
        });
        refusals.add(() -> {
            throw new NoClassDefFoundError("an executor's own");
        });
        listen(event -> heard.add(reason(event)), task -> {
            Runnable refusal = refusals.poll();
            (refusal == null ? task : refusal).run();
        });
        try (Logged logged = Logged.by(Listening.class)) {
            offer("one");
            offer("two");
            offer("three");
            assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("three");
            assertThat(logged.messages()).hasSize(2);
        }
        feed.close();
    }

    @Test
    void whatWaitsWhenTheFeedIsClosedIsStillCalledForInOrder() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        CountDownLatch goOn = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(4);
        try {
            Thread thread = listen(
                    event -> {
                        await(goOn);
                        heard.add(reason(event));
                    },
                    executor);
            offer("one");
            offer("two");
            offer("three");
            feed.close();
            thread.join(PATIENCE.toMillis());
            assertThat(heard).isEmpty();
            goOn.countDown();
            for (String event : new String[] {"one", "two", "three"}) {
                assertThat(heard.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo(event);
            }
        } finally {
            executor.shutdownNow();
        }
    }

    @Test
    void whatWaitsInTheExecutorWhenTheListenerIsClosedIsNotCalledFor() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        BlockingQueue<Runnable> waiting = new LinkedBlockingQueue<>();
        Listening listening = Listening.on(feed, event -> heard.add(reason(event)), waiting::add);
        offer("one");
        Runnable task = waiting.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        listening.close();
        task.run();
        assertThat(heard).isEmpty();
    }

    private Thread listen(Consumer<Event> listener, Executor executor) {
        Set<Thread> before = threads();
        Listening.on(feed, listener, executor);
        Set<Thread> now = threads();
        now.removeAll(before);
        return now.iterator().next();
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kith-listener"))
                .collect(Collectors.toSet());
    }

    private void offer(String reason) {
        feed.offer(new Event.Degraded(reason, Instant.EPOCH));
    }

    private static String reason(Event event) {
        return ((Event.Degraded) event).reason();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException over) {
            Thread.currentThread().interrupt();
        }
    }
}
