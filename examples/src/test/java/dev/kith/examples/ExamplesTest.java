package dev.kith.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.Config;
import dev.kith.Kith;
import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The examples, run; and how a test of an application keeps to its host and to itself. */
class ExamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private final Config config = Config.builder().loopbackOnly().classic(false).build();
    private final String group = "test " + UUID.randomUUID();

    @Test
    void aClientFindsTheServerAndReachesIt() throws Exception {
        try (OfferAService offering = new OfferAService(config, group)) {
            offering.tellLoad(2);
            List<Endpoint> found = FindAService.find(config, group, "http", PATIENCE);
            assertThat(found).hasSize(1);
            assertThat(FindAService.find(config, group, "ftp", Duration.ZERO)).isEmpty();
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create("http://" + found.get(0))).build();
            String body = HttpClient.newHttpClient()
                    .send(request, BodyHandlers.ofString())
                    .body();
            assertThat(body).isEqualTo("hello\n");
        }
    }

    @Test
    void aClientWaitsForAServerThoughAnotherClientIsThere() throws Exception {
        try (Kith another = Kith.join(config, group, me -> me.name("another client"))) {
            CompletableFuture<List<Endpoint>> finding = CompletableFuture.supplyAsync(this::find);
            assertThat(another.await(1, PATIENCE)).isTrue();
            try (OfferAService offering = new OfferAService(config, group)) {
                offering.tellLoad(2);
                assertThat(finding.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).hasSize(1);
            }
        }
    }

    private List<Endpoint> find() {
        try {
            return FindAService.find(config, group, "http", PATIENCE);
        } catch (IOException | InterruptedException failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Test
    void theNewsOfAGroupAreLines() throws Exception {
        List<String> lines = new CopyOnWriteArrayList<>();
        CountDownLatch left = new CountDownLatch(1);
        try (Kith kith = Kith.join(config, group, me -> me.name("watcher"))) {
            kith.onChange(event -> {
                lines.add(WatchTheGroup.line(event));
                if (lines.get(lines.size() - 1).startsWith("LEFT server")) {
                    left.countDown();
                }
            });
            OfferAService offering = new OfferAService(config, group);
            assertThat(kith.await(1, PATIENCE)).isTrue();
            offering.close();
            assertThat(left.await(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .as("%s", lines)
                    .isTrue();
        }
        assertThat(lines.get(0)).startsWith("JOINED server");
    }
}
