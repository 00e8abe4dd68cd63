package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Via;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** A candidate source is another's code: whatever it does wrong, the node goes on, closes, and says what it was. */
class FaultySourcesTest {
    @Test
    void aSourceThatFailsToCloseKeepsNoNodeOpen() throws Exception {
        Kith kith = join("close");
        kith.close();
        assertThat(kith.feed().take()).isEmpty();
        assertThatThrownBy(() -> kith.node().links()).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void aSourceThatFailsToOpenLeavesNoNodeOpen() {
        Set<Thread> before = loops();
        assertThatThrownBy(() -> join("open")).isInstanceOf(NoClassDefFoundError.class);
        assertThat(loops()).isSubsetOf(before);
    }

    private static Kith join(String what) throws IOException {
        Config config = Config.builder()
                .loopbackOnly()
                .classic(false)
                .source("faulty", what)
                .build();
        return Kith.join(config, "faulty " + UUID.randomUUID(), me -> me.name("asker"));
    }

    private static Set<Thread> loops() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("kith"))
                .collect(Collectors.toSet());
    }

    /** Does wrong what it is told to. */
    static final class Faulty implements CandidateSource {
        private final String what;

        Faulty(String what) {
            this.what = what;
        }

        @Override
        public Named name(Known known) {
            return new Named(List.of(), Duration.ofMinutes(1));
        }

        @Override
        public void close() {
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
