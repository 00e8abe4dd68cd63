package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first promise: the article's programs and Kith see each other. */
@Tag("once")
class ArticleProgramsTest {
    private World world;
    private Host kithHost;
    private Host peerHost;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        kithHost = world.host("kith");
        peerHost = world.host("peer");
        // The article's programs let the routing table choose their interface.
        peerHost.ip("route", "add", "default", "dev", "eth0");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void theNodeProgramIsSeenSeesKithAndIsLostWhenItStops() {
        Needs.tool("node");
        seenSeesAndIsLost(
                List.of("node", Checkout.root().resolve("lab/article/peer.mjs").toString()), "node");
    }

    @Test
    void theRustProgramIsSeenSeesKithAndIsLostWhenItStops(@TempDir Path folder) {
        Needs.tool("rustc");
        Path binary = folder.resolve("peer");
        String source = Checkout.root().resolve("lab/article/peer.rs").toString();
        assertThat(Program.start(List.of("rustc", "-o", binary.toString(), source))
                        .awaitExit())
                .isZero();
        seenSeesAndIsLost(List.of(binary.toString()), "rust");
    }

    @Test
    void aPeerThatSaysTestIsCalledThat() {
        Needs.tool("node");
        peerHost.start(
                List.of("node", Checkout.root().resolve("lab/article/peer.mjs").toString(), "TEST"));
        kithHost.kith("watch").awaitLine("+ TEST 10.77.0.2:");
    }

    @Test
    void listenAndCastAreTheArticlesTwoFunctions() {
        Program listen = peerHost.kith("listen");
        assertThat(listen.awaitLine("Listening")).isEqualTo("Listening on: 0.0.0.0:9778");
        kithHost.kith("cast", "--username", "hackerman1337");
        assertThat(listen.awaitLine("server got"))
                .matches("server got: \\{\"username\":\"hackerman1337\"} from 10\\.77\\.0\\.1:\\d+");
    }

    private void seenSeesAndIsLost(List<String> command, String name) {
        Program watch = kithHost.kith("watch", "--name", "anna");
        Program peer = peerHost.start(command);
        peer.awaitLine("Listening on: 0.0.0.0:9778");
        assertThat(peer.awaitLine("\"anna\""))
                .matches("server got: \\{\"username\":\"anna\"} from 10\\.77\\.0\\.1:\\d+");
        assertThat(watch.awaitLine(" + "))
                .matches("\\d\\d:\\d\\d:\\d\\d\\.\\d{3} \\+ " + name + " 10\\.77\\.0\\.2:\\d+ eth0");
        peer.kill();
        watch.awaitMatch(".* - " + name + " 10\\.77\\.0\\.2:\\d+ eth0 .*");
        assertThat(watch.signal("TERM").awaitExit()).isZero();
    }
}
