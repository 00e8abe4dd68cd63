package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.node.Input;
import dev.kith.peer.Via;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What still comes of a membership that is closed meanwhile. */
class ClosingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String CLOSED = "the membership is closed";

    private final String group = "closing " + UUID.randomUUID();

    @Test
    void aMembershipThatIsClosedDoesNotAnswerForItsSuccessor() throws Exception {
        try (KithNode node = open()) {
            Kith former = node.join(group, me -> me.name("anna"));
            former.close();
            try (Kith successor = node.join(group, me -> me.name("anna"))) {
                assertThat(successor.survey()).isNotNull();
                assertThatThrownBy(former::survey)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(CLOSED);
                assertThatThrownBy(() -> node.rekey(
                                former, Admission.open().ready(group).access().keys()))
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessage(CLOSED);
            }
        }
    }

    @Test
    void whatASourceNamesTooLateIsRefusedAsOfAMembershipThatIsClosed() throws Exception {
        try (KithNode node = open()) {
            Kith kith = node.join(group, me -> me.name("anna"));
            kith.close();
            assertThatThrownBy(() -> node.name(kith, new Input.Candidates(group, "late", Via.SEED, List.of())))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessage(CLOSED);
        }
    }

    @Test
    void whoUpdatesWhileItIsClosedIsToldThat() throws Exception {
        try (KithNode node = open()) {
            for (int round = 0; round < 100; round++) {
                Kith kith = node.join(group, me -> me.name("anna"));
                AtomicReference<Throwable> refusal = new AtomicReference<>();
                Thread updating = new Thread(() -> refusal.set(refusalOfUpdates(kith)));
                updating.start();
                kith.close();
                updating.join(PATIENCE.toMillis());
                assertThat(refusal.get()).isInstanceOf(IllegalStateException.class);
            }
        }
    }

    private static Throwable refusalOfUpdates(Kith kith) {
        try {
            for (int number = 0; true; number++) {
                String value = "" + number;
                kith.update(me -> me.meta("number", value));
            }
        } catch (RuntimeException refused) {
            return refused;
        }
    }

    @Test
    void aSourceMayKeepWhatItHasThoughTheMembershipWasClosedWhileItNamed() throws Exception {
        CompletableFuture<Boolean> left = new CompletableFuture<>();
        SourceLoop loop =
                new SourceLoop(group, Config.DEFAULT_PORT, new Config.Source("keeping", "x"), new Keeping(left));
        loop.start(new SourceLoop.Ends(
                List::of,
                named -> {
                    throw new IllegalStateException(CLOSED);
                },
                trouble -> {},
                any -> {
                    throw new AssertionError("it speaks no protocol of its own");
                }));
        assertThat(left.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    }

    private static KithNode open() throws IOException {
        return Kith.open(Config.builder().loopbackOnly().classic(false).build());
    }

    private record Keeping(CompletableFuture<Boolean> left) implements CandidateSource, CandidateSource.Provider {
        @Override
        public String kind() {
            return "keeping";
        }

        @Override
        public Via via() {
            return Via.SEED;
        }

        @Override
        public CandidateSource open(String what) {
            return this;
        }

        @Override
        public Named name(Known known) {
            return new Named(List.of(), Duration.ofHours(1));
        }

        @Override
        public void leaving(Known known) {
            left.complete(true);
        }

        @Override
        public void close() {
            // Nothing waits.
        }
    }
}
