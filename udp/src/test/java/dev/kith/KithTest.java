package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.roster.Event;
import dev.kith.roster.Peer;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Real nodes on the loopback of this machine. */
class KithTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Test
    void twoNodesOfAProcessFindEachOtherAndNotThemselves() throws Exception {
        try (Kith anna = join("anna");
                Kith bob = join("bob");
                Feed news = anna.feed()) {
            assertThat(awaitChange(news, "bob").what()).isEqualTo(Event.What.JOINED);
            assertThat(anna.peers()).extracting(Peer::name).contains("bob").doesNotContain("anna");
            assertThat(bob.self().addresses()).isNotEmpty();
        }
    }

    @Test
    void aFeedOpenedLaterBeginsWithThePeersThereAre() throws Exception {
        try (Kith anna = join("anna");
                Kith bob = join("bob");
                Feed first = anna.feed()) {
            awaitChange(first, bob.self().name());
            try (Feed second = anna.feed()) {
                assertThat(awaitChange(second, "bob").evidence().reason()).isEqualTo("it was here before this feed");
            }
        }
    }

    @Test
    void afterCloseTheFeedEndsAndClosingAgainDoesNothing() throws Exception {
        Kith kith = join("anna");
        Feed feed = kith.feed();
        kith.close();
        kith.close();
        Optional<Event> event = feed.take();
        while (event.isPresent()) {
            event = feed.take();
        }
        assertThat(feed.isEnded()).isTrue();
        assertThat(kith.feed().take()).isEmpty();
    }

    @Test
    void aSettingThatBreaksItsRuleIsRefusedByNameAndValue() {
        assertRefused(me -> {}, "", "group ''");
        assertRefused(me -> me.name("a\u0007"), "lobby", "name 'a␇'");
        assertRefused(me -> me.meta("", "x"), "lobby", "meta '=x'");
        assertRefused(me -> me.meta("k", "v".repeat(512)), "lobby", "meta is 513 bytes");
    }

    @Test
    void anInterfaceThatIsNotThereIsAnIoExceptionThatSaysWhatIs() {
        assertThatThrownBy(() -> Kith.join("lobby", me -> me.networkInterface("nope7")))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'nope7'");
    }

    private static void assertRefused(Consumer<Me> me, String group, String part) {
        assertThatThrownBy(() -> Kith.join(group, self -> me.accept(self.networkInterface("nope7"))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static Kith join(String name) throws IOException {
        return Kith.join("test", me -> me.name(name).networkInterface(loopback()));
    }

    private static String loopback() {
        try {
            return NetworkInterface.networkInterfaces()
                    .filter(KithTest::isLoopback)
                    .map(NetworkInterface::getName)
                    .findFirst()
                    .orElseThrow();
        } catch (SocketException none) {
            throw new AssertionError(none);
        }
    }

    private static boolean isLoopback(NetworkInterface nif) {
        try {
            return nif.isLoopback();
        } catch (SocketException gone) {
            return false;
        }
    }

    private static Event.Change awaitChange(Feed feed, String name) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < end) {
            Optional<Event> event = feed.poll(PATIENCE);
            if (event.isPresent()
                    && event.get() instanceof Event.Change change
                    && change.peer().name().equals(name)) {
                return change;
            }
        }
        throw new AssertionError("no news of " + name);
    }
}
