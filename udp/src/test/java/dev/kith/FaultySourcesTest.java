package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Event;
import dev.kith.peer.Via;
import java.io.IOException;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A candidate source is another's code: whatever it does wrong, the node goes on, closes, and says what it was. */
class FaultySourcesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void aSourceThatFailsToCloseKeepsNoNodeOpen() throws Exception {
        Kith kith = join("close");
        try (Logged logged = Logged.by(SourceLoop.class)) {
            kith.close();
            assertThat(logged.messages()).containsExactly("faulty close failed to close");
        }
        assertThat(kith.feed().take()).isEmpty();
        assertThatThrownBy(() -> kith.node().links()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSourceThatFailsToOpenLeavesNoNodeOpen() {
        Set<Thread> before = loops();
        assertThatThrownBy(() -> join("open")).isInstanceOf(NoClassDefFoundError.class);
        assertThat(loops()).isSubsetOf(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"error", "null", "no time", "interrupted", "sneaky"})
    void aSourceThatFailsInAnyWayIsToldOfAndAskedAgain(String what) throws Exception {
        try (Kith kith = join(what);
                Feed news = kith.feed()) {
            assertThat(awaitDegraded(news)).startsWith("faulty " + what + ": it failed: ");
            assertThat(kith.sources().get(0).trouble()).isPresent();
            Faulty.askedTwice(what).get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void aSourceThatLeavesItsThreadInterruptedIsAskedAgain() throws Exception {
        try (Kith kith = join("flag")) {
            Faulty.askedTwice("flag").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            assertThat(kith.sources().get(0).trouble()).isEmpty();
        }
    }

    @Test
    void aSourceThatIsNeverToBeAskedAgainMayKeepWhatItHasInTheEnd() throws Exception {
        CompletableFuture<Boolean> left = Faulty.LEFT;
        try (Kith kith = join("forever")) {
            Thread asking = Faulty.askedOnce("forever").get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            while (asking.isAlive() && asking.getState() != Thread.State.TIMED_WAITING) {
                Thread.onSpinWait();
            }
            assertThat(asking.isAlive()).as("%s", kith).isTrue();
        }
        assertThat(left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void theSourcesOfAGroupThatIsJoinedAlreadyAreClosed() throws Exception {
        Config config = config("twice");
        try (KithNode node = Kith.open(config);
                Kith kith = node.join("twice", me -> me.name("asker"))) {
            assertThatThrownBy(() -> node.join("twice", me -> {})).isInstanceOf(IllegalArgumentException.class);
            assertThat(Faulty.CLOSED.get("twice")).as("%s", kith).isEqualTo(1);
        }
    }

    private static String awaitDegraded(Feed news) throws InterruptedException {
        for (Optional<Event> event = news.poll(PATIENCE); event.isPresent(); event = news.poll(PATIENCE)) {
            if (event.get() instanceof Event.Degraded degraded) {
                return degraded.reason();
            }
        }
        throw new AssertionError("nothing was said");
    }

    private static Kith join(String what) throws IOException {
        return Kith.join(config(what), "faulty " + UUID.randomUUID(), me -> me.name("asker"));
    }

    private static Config config(String what) {
        return Config.builder()
                .loopbackOnly()
                .classic(false)
                .source("faulty", what)
                .build();
    }

    private static Set<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kith"))
                .collect(Collectors.toSet());
    }

    /** Does wrong what it is told to. */
    static final class Faulty implements CandidateSource {
        private static final Map<String, CompletableFuture<Thread>> ONCE = new ConcurrentHashMap<>();
        private static final Map<String, CompletableFuture<Boolean>> TWICE = new ConcurrentHashMap<>();
        private static final CompletableFuture<Boolean> LEFT = new CompletableFuture<>();
        private static final Map<String, Integer> CLOSED = new ConcurrentHashMap<>();
        private final String what;

        Faulty(String what) {
            this.what = what;
        }

        static CompletableFuture<Thread> askedOnce(String what) {
            return ONCE.computeIfAbsent(what, any -> new CompletableFuture<>());
        }

        static CompletableFuture<Boolean> askedTwice(String what) {
            return TWICE.computeIfAbsent(what, any -> new CompletableFuture<>());
        }

        @Override
        @SuppressWarnings("NullAway") // It is what this does wrong.
        public Named name(Known known) throws InterruptedException {
            if (!askedOnce(what).complete(Thread.currentThread())) {
                askedTwice(what).complete(true);
            }
            switch (what) {
                case "error" -> throw new NoClassDefFoundError("a source's own");
                case "interrupted" -> throw new InterruptedException("a source's own");
                case "sneaky" -> throw Faulty.<RuntimeException>unchecked(new Exception("a source's own"));
                case "null" -> {
                    return null;
                }
                case "no time" -> {
                    return new Named(List.of(), null);
                }
                case "flag" -> Thread.currentThread().interrupt();
                default -> {
                    // It does something else wrong.
                }
            }
            return new Named(List.of(), what.equals("forever") ? ChronoUnit.FOREVER.getDuration() : Duration.ZERO);
        }

        /** As code that is not of Java may throw it. */
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
        private static <T extends Throwable> T unchecked(Exception checked) throws T {
            throw (T) checked;
        }

        @Override
        public void leaving(Known known) {
            if (what.equals("forever")) {
                LEFT.complete(true);
            }
        }

        @Override
        public void close() {
            CLOSED.merge(what, 1, Integer::sum);
            if (what.equals("close")) {
                throw new IllegalStateException("a source's own");
            }
        }

        /** Found by the service loader. */
        public static final class Provider implements CandidateSource.Provider {
            /** For the service loader. */
            public Provider() {}

            @Override
            public String kind() {
                return "faulty";
            }

            @Override
            public Via via() {
                return Via.SEED;
            }

            @Override
            public CandidateSource open(String what) {
                if (what.equals("open")) {
                    throw new NoClassDefFoundError("a source's own");
                }
                return new Faulty(what);
            }
        }
    }
}
