package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Event;
import dev.kith.peer.Kind;
import dev.kith.peer.Peer;
import dev.kith.peer.Pong;
import java.io.IOException;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
    void whenAPeerWasHeardLastIsToldWithoutNews() throws Exception {
        try (Kith anna = join("anna");
                Kith bob = join("bob");
                Feed news = anna.feed()) {
            Instant joined =
                    awaitChange(news, bob.self().name()).peer().lastHeard().orElseThrow();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!wasHeardSince(anna, joined) && System.nanoTime() < end) {
                // No event tells of it: looked for between those that come.
                news.poll(Duration.ofMillis(50));
            }
            assertThat(wasHeardSince(anna, joined)).isTrue();
        }
    }

    private static boolean wasHeardSince(Kith kith, Instant before) {
        return kith.peers().stream()
                .filter(peer -> peer.name().equals("bob"))
                .anyMatch(peer -> peer.lastHeard().orElseThrow().isAfter(before));
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
    void whatWasLeftCannotBeUpdated() throws Exception {
        try (KithNode node = Kith.open(loopbackOnly())) {
            Kith kith = node.join("left", me -> me.name("anna"));
            kith.close();
            assertThatThrownBy(() -> kith.update(me -> me.name("berta"))).isInstanceOf(IllegalStateException.class);
            try (Kith again = node.join("left", me -> me.name("anna"))) {
                assertThatThrownBy(() -> kith.update(me -> me.name("berta"))).isInstanceOf(IllegalStateException.class);
                again.update(me -> me.name("carla"));
                assertThat(again.self().name()).isEqualTo("carla");
            }
        }
    }

    @Test
    void aNodeInTwoGroupsKeepsThemApart() throws Exception {
        try (KithNode node = Kith.open(loopbackOnly());
                Kith red = node.join("red", me -> me.name("both"));
                Kith blue = node.join("blue", me -> me.name("both"));
                Feed news = red.feed();
                Kith only = Kith.join(loopbackOnly(), "red", me -> me.name("only red"))) {
            awaitChange(news, "only red");
            try (Feed newsOfOnly = only.feed()) {
                awaitChange(newsOfOnly, "both");
            }
            assertThat(natives(only)).containsExactly("both");
            assertThat(natives(red)).containsExactly("only red");
            assertThat(natives(blue)).isEmpty();
            assertThatThrownBy(() -> node.join("red", me -> {})).isInstanceOf(IllegalArgumentException.class);
        }
    }

    @Test
    void anUpdateReachesTheOthersAndAGoodbyeToo() throws Exception {
        try (Kith anna = join("anna");
                Feed news = anna.feed()) {
            Kith bob = join("bob");
            Peer joined = awaitChange(news, "bob").peer();
            assertThat(joined.address("http"))
                    .hasValueSatisfying(at -> assertThat(at.port()).isEqualTo(8080));
            bob.update(me -> me.meta("status", "ready"));
            Event.Change changed = awaitChange(news, "bob");
            assertThat(changed.what()).isEqualTo(Event.What.CHANGED);
            assertThat(changed.peer().meta()).containsEntry("status", "ready");
            bob.close();
            assertThat(awaitChange(news, "bob").what()).isEqualTo(Event.What.LEFT);
            assertThatThrownBy(() -> bob.update(me -> {})).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aListenerThatThrowsIsKept() throws Exception {
        CountDownLatch twice = new CountDownLatch(2);
        try (Logged logged = Logged.by(Listening.class);
                Kith anna = join("anna");
                AutoCloseable listening = anna.onChange(event -> {
                    twice.countDown();
                    throw new IllegalStateException("a listener's own");
                });
                Kith bob = join("bob");
                Kith carl = join("carl")) {
            assertThat(twice.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s %s %s", listening, bob, carl)
                    .isTrue();
            assertThat(logged.messages()).contains("a listener failed, and is called again for the next event");
        }
    }

    @Test
    void aSubscriberGetsAsManyAsItAskedFor() throws Exception {
        try (Kith anna = join("anna");
                Kith bob = join("bob");
                Kith carl = join("carl")) {
            assertThat(anna.await(2, PATIENCE)).as("%s %s", bob, carl).isTrue();
            Collecting one = new Collecting(OptionalLong.of(1));
            anna.publisher().subscribe(one);
            assertThat(one.first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
            one.subscription.get().cancel();
            assertThat(one.count.get()).isEqualTo(1);
        }
    }

    @Test
    void aSubscriberThatAsksForNothingIsToldOfTheEndAndOneThatAsksWronglyOfThat() throws Exception {
        Kith alone = Kith.join(loopbackOnly(), "alone " + System.nanoTime(), me -> {});
        Collecting silent = new Collecting(OptionalLong.empty());
        alone.publisher().subscribe(silent);
        Collecting wrong = new Collecting(OptionalLong.of(0));
        alone.publisher().subscribe(wrong);
        assertThatThrownBy(() -> wrong.first.get(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(IllegalArgumentException.class);
        silent.subscription.get();
        alone.close();
        assertThat(silent.ended.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThatThrownBy(() -> alone.publisher().subscribe(null)).isInstanceOf(NullPointerException.class);
    }

    @Test
    void whatBecameOfAPeerIsToldByThoseWhoSawItAndByThisNode() throws Exception {
        Config config = Config.builder().loopbackOnly().classic(false).build();
        String group = "why " + UUID.randomUUID();
        try (Kith anna = Kith.join(config, group, me -> me.name("anna"));
                Kith bob = Kith.join(config, group, me -> me.name("bob"));
                Feed toAnna = anna.feed();
                Feed toBob = bob.feed()) {
            assertThat(anna.await(1, PATIENCE)).isTrue();
            assertThat(bob.await(1, PATIENCE)).isTrue();
            Kith gone = Kith.join(config, group, me -> me.name("gone"));
            awaitChange(toAnna, "gone");
            awaitChange(toBob, "gone");
            gone.close();
            assertThat(awaitChange(toAnna, "gone").what()).isEqualTo(Event.What.LEFT);
            assertThat(awaitChange(toBob, "gone").what()).isEqualTo(Event.What.LEFT);
            Accounts accounts = bob.why("gone", PATIENCE);
            assertThat(accounts.all()).extracting(Account::tellerName).containsExactly("bob", "anna");
            assertThat(accounts.all())
                    .allSatisfy(account -> assertThat(account.history().changes())
                            .anyMatch(change -> change.evidence().reason().equals("it said goodbye")));
            String id = accounts.all().get(0).history().id();
            assertThat(bob.find(id.substring(0, 8))).extracting(Peer::name).containsExactly("gone");
            assertThatThrownBy(() -> bob.why("", PATIENCE)).isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> gone.why("anna", PATIENCE)).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void aPeerThatIsThereAnswersAndOneThatHasGoneDoesNot() throws Exception {
        Config config = Config.builder().loopbackOnly().classic(false).build();
        String group = "ping " + UUID.randomUUID();
        try (Kith anna = Kith.join(config, group, me -> me.name("anna"))) {
            Kith bob = Kith.join(config, group, me -> me.name("bob"));
            assertThat(anna.await(1, PATIENCE)).isTrue();
            Peer known = anna.find("bob").get(0);
            Pong pong = anna.ping(known, PATIENCE).orElseThrow();
            assertThat(pong.peer().id()).isEqualTo(bob.self().id());
            assertThat(pong.relayed()).isFalse();
            assertThat(pong.rtt()).isPositive();
            bob.close();
            assertThat(anna.ping(known, Duration.ofMillis(50))).isEmpty();
            assertThat(anna.ping(anna.self(), PATIENCE)).isEmpty();
        }
    }

    @Test
    void aNewcomerGetsTheRosterOfAnother() throws Exception {
        try (Kith anna = join("anna");
                Kith bob = join("bob")) {
            assertThat(bob.awaitRoster(PATIENCE)).isTrue();
            assertThat(natives(bob)).contains("anna");
            assertThat(anna.await(1, PATIENCE)).isTrue();
        }
        try (Kith alone = Kith.join(loopbackOnly(), "alone " + System.nanoTime(), me -> {})) {
            assertThat(alone.awaitRoster(Duration.ofMillis(1))).isFalse();
        }
    }

    @Test
    void aWaitOfAnyLengthEndsWithTheNode() throws Exception {
        Kith alone = join("alone");
        new Thread(alone::close).start();
        assertThat(alone.await(1000, Duration.ofSeconds(Long.MAX_VALUE))).isFalse();
    }

    @Test
    void aListenerThatIsClosedHearsNoMore() throws Exception {
        AtomicInteger heard = new AtomicInteger();
        try (Kith anna = join("anna")) {
            Listening listening = anna.onChange(event -> heard.incrementAndGet());
            listening.close();
            listening.close();
            CountDownLatch others = new CountDownLatch(1);
            anna.onChange(event -> others.countDown());
            try (Kith bob = join("bob")) {
                assertThat(others.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                        .as("%s", bob)
                        .isTrue();
            }
            assertThat(heard.get()).isZero();
        }
    }

    @Test
    void whatWasJoinedAfterAnotherCloseIsNotLeftByIt() throws Exception {
        try (KithNode node = Kith.open(loopbackOnly())) {
            Kith first = node.join("again", me -> me.name("first"));
            first.close();
            Kith second = node.join("again", me -> me.name("second"));
            first.close();
            second.update(me -> me.meta("still", "here"));
            assertThat(second.self().meta()).containsKey("still");
        }
    }

    private static final class Collecting implements Flow.Subscriber<Event> {
        private final CompletableFuture<Event> first = new CompletableFuture<>();
        private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
        private final AtomicInteger count = new AtomicInteger();
        private final CountDownLatch ended = new CountDownLatch(1);
        private final OptionalLong wanted;

        Collecting(OptionalLong wanted) {
            this.wanted = wanted;
        }

        @Override
        public void onSubscribe(Flow.Subscription given) {
            subscription.complete(given);
            wanted.ifPresent(given::request);
        }

        @Override
        public void onNext(Event event) {
            count.incrementAndGet();
            first.complete(event);
        }

        @Override
        public void onError(Throwable failure) {
            first.completeExceptionally(failure);
        }

        @Override
        public void onComplete() {
            ended.countDown();
        }
    }

    private static List<String> natives(Kith kith) {
        return kith.peers().stream()
                .filter(peer -> peer.kind() == Kind.KITH)
                .map(Peer::name)
                .toList();
    }

    @Test
    void aSettingThatBreaksItsRuleIsRefusedByNameAndValue() {
        assertThatThrownBy(() -> Kith.join(loopbackOnly(), "", me -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("group ''");
        assertRefused(me -> me.name("a\u0007"), "name 'a␇'");
        assertRefused(me -> me.meta("", "x"), "meta '=x'");
        assertRefused(me -> me.service("http", 0), "service 'http' has port 0");
        assertRefused(me -> me.meta("k", "v".repeat(512)), "meta is 513 bytes");
    }

    @Test
    void anInterfaceThatIsNotThereIsAnIoExceptionThatSaysWhatIs() {
        assertThatThrownBy(() ->
                        Kith.open(Config.builder().networkInterface("nope7").build()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("'nope7'");
    }

    private static void assertRefused(Consumer<Me> me, String part) {
        assertThatThrownBy(() -> Kith.join(loopbackOnly(), "lobby", me))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(part);
    }

    private static Kith join(String name) throws IOException {
        return Kith.join(loopbackOnly(), "test", me -> me.name(name).service("http", 8080));
    }

    private static Config loopbackOnly() {
        return Config.builder().networkInterface(loopback()).build();
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
