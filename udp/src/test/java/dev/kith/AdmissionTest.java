package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.trust.KeyRing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Closed groups on real sockets of this host. */
class AdmissionTest {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final Duration A_WHILE = Duration.ofMillis(1500);

    private final String group = "admission " + ProcessHandle.current().pid();

    @TempDir
    private Path folder;

    @Test
    void whoHasTheKeyIsThereAndWhoHasNotIsNot() throws IOException, InterruptedException {
        String key = KeyFile.generate();
        try (Kith anna = join("anna", Admission.key(key));
                Kith bob = join("bob", Admission.key(key));
                Kith eve = join("eve", Admission.key(KeyFile.generate()));
                Kith carl = join("carl", Admission.open())) {
            assertThat(anna.isClosed()).isTrue();
            assertThat(carl.isClosed()).isFalse();
            assertThat(anna.await(1, SOON)).isTrue();
            assertThat(bob.await(1, SOON)).isTrue();
            assertThat(eve.await(1, A_WHILE)).isFalse();
            assertThat(carl.await(1, A_WHILE)).isFalse();
            assertThat(anna.peers()).extracting(Peer::name).containsExactly("bob");
        }
    }

    @Test
    void aKeyFileIsFollowedAndAWrongOneChangesNothing() throws IOException, InterruptedException {
        Path path = folder.resolve("team.keys");
        KeyFile.create(path);
        try (Kith anna = join("anna", Admission.keyFile(path));
                Kith bob = join("bob", Admission.keyFile(path));
                Feed feed = anna.feed()) {
            assertThat(anna.await(1, SOON)).isTrue();
            assertThat(bob.await(1, SOON)).isTrue();
            KeyFile file = new KeyFile(path, group);
            String old = file.ids().get(0);
            file.use(file.addNew());
            file.remove(old);
            awaitKeys(anna, file.ring().ids());
            awaitKeys(bob, file.ring().ids());
            Files.writeString(path, "kith:nonsense");
            awaitDegraded(feed, "the keys stay as they were: a key begins with kith:");
            assertThat(anna.peers().get(0).keys()).isEqualTo(file.ring().ids());
        }
    }

    @Test
    void aKeyFileThatIsChangedWhileTheNodeStartsIsReadAgain() throws IOException, InterruptedException {
        Path path = folder.resolve("team.keys");
        KeyFile.create(path);
        KeyFile read = Admission.keyFile(path).ready(group).file().orElseThrow();
        KeyFile changed = new KeyFile(path, group);
        changed.addNew();
        BlockingQueue<KeyRing> rings = new LinkedBlockingQueue<>();
        BlockingQueue<String> troubles = new LinkedBlockingQueue<>();
        try (KeyWatch watch = new KeyWatch(read, rings::add, troubles::add)) {
            assertThat(rings.poll(SOON.toSeconds(), TimeUnit.SECONDS))
                    .as("%s", watch)
                    .isEqualTo(changed.ring());
            assertThat(troubles).isEmpty();
        }
    }

    @Test
    void onlyWhoIsAllowedIsLetIn() throws IOException, InterruptedException {
        String key = KeyFile.generate();
        Config kept = Config.builder()
                .loopbackOnly()
                .classic(false)
                .identity(folder.resolve("bob.id"))
                .build();
        String id;
        try (Kith bob = Kith.join(kept, group, Admission.key(key), me -> me.name("bob"))) {
            id = bob.self().id();
        }
        Admission strict = Admission.key(key).only(List.of(id));
        try (Kith anna = join("anna", strict);
                Kith bob = Kith.join(kept, group, Admission.key(key), me -> me.name("bob"));
                Kith carl = join("carl", Admission.key(key))) {
            assertThat(bob.self().id()).isEqualTo(id);
            assertThat(carl.await(2, SOON)).isTrue();
            assertThat(anna.await(1, SOON)).isTrue();
            assertThat(anna.await(2, A_WHILE)).isFalse();
            assertThat(anna.peers()).extracting(Peer::name).containsExactly("bob");
            assertThat(anna.node().rejected()).containsKey("not allowed");
        }
        assertThatThrownBy(() -> strict.only(List.of("bob"))).hasMessage("id 'bob' is not 32 hexadecimal digits");
    }

    @Test
    void aListOfNobodyIsRefusedAsItWouldLetInEverybody() {
        assertThatThrownBy(() -> Admission.open().only(List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("ids is empty: name those that are to be let in, one or more");
    }

    private static void awaitKeys(Kith kith, List<Integer> ids) throws InterruptedException {
        long end = System.nanoTime() + SOON.toNanos();
        while (!kith.peers().get(0).keys().equals(ids)) {
            assertThat(System.nanoTime()).isLessThan(end);
            kith.await(2, Duration.ofMillis(100));
        }
    }

    /** Others may come first: who rereads the file a moment later than the other still speaks with the old key meanwhile. */
    private static void awaitDegraded(Feed feed, String beginning) throws InterruptedException {
        List<String> reasons = new ArrayList<>();
        for (Optional<Event> event = feed.poll(SOON); event.isPresent(); event = feed.poll(SOON)) {
            if (event.get() instanceof Event.Degraded degraded) {
                reasons.add(degraded.reason());
                if (degraded.reason().startsWith(beginning)) {
                    return;
                }
            }
        }
        assertThat(reasons).as("what was said").anyMatch(reason -> reason.startsWith(beginning));
    }

    private Kith join(String name, Admission admission) throws IOException {
        Config config = Config.builder().loopbackOnly().classic(false).build();
        return Kith.join(config, group, admission, me -> me.name(name));
    }
}
