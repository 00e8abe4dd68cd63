package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Candidate;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A source of another module, found by its provider, which tells, fails, tells again and blocks. */
class SourcesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void whatASourceNamesIsTriedAndWhatFailsIsSaidAndKept() throws Exception {
        Config config = Config.builder()
                .loopbackOnly()
                .classic(false)
                .source("scripted", "here")
                .build();
        BlockingQueue<String> said = new LinkedBlockingQueue<>();
        try (Kith kith = Kith.join(config, "sources", me -> me.name("asker"))) {
            kith.onChange(event -> {
                if (event instanceof Event.Degraded degraded) {
                    said.add(degraded.reason());
                }
            });
            Scripted.GO_ON.countDown();
            assertThat(said.poll(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isEqualTo("scripted here: nobody knows");
            assertThat(kith.sources()).hasSize(1);
            assertThat(Scripted.BLOCKED.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(kith.candidates()).extracting(Candidate::sources).contains(List.of("scripted here"));
            assertThat(kith.sources().get(0).named()).isEqualTo(1);
        }
        assertThat(Scripted.CLOSED.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .isTrue();
    }

    @Test
    void whatThereIsNoSourceForIsRefusedBeforeAnythingIsOpen() {
        Config config =
                Config.builder().loopbackOnly().source("carrier-pigeon", "x").build();
        assertThatThrownBy(() -> Kith.join(config, "sources", me -> me.name("asker")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no candidate source of kind 'carrier-pigeon' is on the class path")
                .hasMessageContaining("seed");
    }

    @Test
    void theSourcesOfKithAreThereWhereTheThreadsClassLoaderDoesNotKnowThem() throws Exception {
        Config config =
                Config.builder().loopbackOnly().classic(false).seed("127.0.0.1").build();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
        try (Kith kith = Kith.join(config, "plug-in", me -> me.name("asker"))) {
            assertThat(kith.sources()).extracting(SourceState::source).containsExactly("seed 127.0.0.1");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void whatThereIsOfEachKindIsSaidOnce() throws IOException {
        Config config = Config.builder().loopbackOnly().source("owl", "x").build();
        ClassLoader own = CandidateSource.class.getClassLoader();
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader another = new URLClassLoader(new URL[0], own)) {
            thread.setContextClassLoader(another);
            assertThatThrownBy(() -> Kith.join(config, "plug-in", me -> me.name("asker")))
                    .hasMessageMatching(".*there are \\[(?!.*seed.*seed).*seed.*]");
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @Test
    void aFolderThatCannotBeMadeIsNamedWithTheReason(@TempDir Path folder) throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        try (CandidateSource state = new StateSource.Provider().open(file + "/state")) {
            assertThatThrownBy(() -> state.name(new CandidateSource.Known("sources", 9779, List.of())))
                    .isInstanceOf(IOException.class)
                    .hasMessage("'%s/state' cannot be used: Not a directory".formatted(file));
        }
    }

    /** Names one address, fails, and then waits for ever. */
    static final class Scripted implements CandidateSource {
        private static final CountDownLatch GO_ON = new CountDownLatch(1);
        private static final CountDownLatch BLOCKED = new CountDownLatch(1);
        private static final CountDownLatch CLOSED = new CountDownLatch(1);
        private final AtomicInteger asked = new AtomicInteger();

        @Override
        public Named name(Known known) throws IOException, InterruptedException {
            switch (asked.incrementAndGet()) {
                case 1 -> {
                    GO_ON.await();
                    Endpoint nobody = new Endpoint(InetAddress.getLoopbackAddress(), 9);
                    return new Named(List.of(nobody), Duration.ZERO);
                }
                case 2 -> throw new IOException("nobody knows");
                default -> {
                    BLOCKED.countDown();
                    CLOSED.await();
                    throw new IOException("it is over");
                }
            }
        }

        @Override
        public void close() {
            CLOSED.countDown();
        }

        /** Found by the service loader. */
        public static final class Provider implements CandidateSource.Provider {
            /** For the service loader. */
            public Provider() {}

            @Override
            public String kind() {
                return "scripted";
            }

            @Override
            public Via via() {
                return Via.SEED;
            }

            @Override
            public CandidateSource open(String what) {
                return new Scripted();
            }
        }
    }
}
