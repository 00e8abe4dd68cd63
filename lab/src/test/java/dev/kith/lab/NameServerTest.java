package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.NameServer.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That {@link NameServer} is what tests of names take it to be. */
@Tag("once")
class NameServerTest {
    private static final String NODES = "nodes.lab.test";
    private static final String SERVICE = "_kith._udp.lab.test";
    private static final String NO_SUCH_NAME = "code 3";

    private World world;
    private Host nameHost;
    private NameServer names;
    private Host asker;

    @BeforeEach
    void makeHosts() {
        Needs.tool("dnsmasq");
        Needs.tool("python3");
        world = Needs.world();
        nameHost = world.host("names");
        names = new NameServer(nameHost, Duration.ofSeconds(5));
        asker = world.host("asker").askNamesOf("10.77.0.1");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void addressesAreAnsweredAndChangeWhileItRuns() {
        assertThat(ask(NODES, "A")).containsExactly(NO_SUCH_NAME);
        names.name(NODES, "10.1.0.2", "10.1.0.3", "2001:db8::2");
        assertThat(ask(NODES, "A")).containsExactly("5 10.1.0.2", "5 10.1.0.3", "code 0");
        assertThat(ask(NODES, "AAAA")).containsExactly("5 2001:db8::2", "code 0");
        names.name(NODES, "10.1.0.4");
        assertThat(ask(NODES, "A")).containsExactly("5 10.1.0.4", "code 0");
        names.name(NODES);
        assertThat(ask(NODES, "A")).containsExactly(NO_SUCH_NAME);
    }

    @Test
    void servicesAreAnsweredAndChangeWithTheirTimeToLive() {
        names.name("a.lab.test", "10.1.0.2")
                .service(SERVICE, new Service("a.lab.test", 7000), new Service("b.lab.test", 7001, 10, 20));
        assertThat(ask(SERVICE, "SRV")).containsExactly("5 0 0 7000 a.lab.test", "5 10 20 7001 b.lab.test", "code 0");
        names.service(SERVICE, new Service("b.lab.test", 7002)).ttl(Duration.ofMinutes(1));
        assertThat(ask(SERVICE, "SRV")).containsExactly("60 0 0 7002 b.lab.test", "code 0");
        assertThat(ask("a.lab.test", "A")).containsExactly("60 10.1.0.2", "code 0");
    }

    @Test
    void itStopsAndStartsWithWhatItWasToldInBetween() {
        names.name(NODES, "10.1.0.2").stop();
        Program unanswered = asker.start(asking(NODES, "A"));
        unanswered.awaitLine("no answer");
        names.name(NODES, "10.1.0.3").start();
        assertThat(ask(NODES, "A")).containsExactly("5 10.1.0.3", "code 0");
    }

    @Test
    void whoeverIsToldToAsksItAndNobodyElseDoes() throws IOException {
        names.name(NODES, "10.1.0.2");
        assertThat(asker.run("getent", "ahostsv4", NODES)).contains("10.1.0.2");
        assertThat(asker.run("cat", "/etc/resolv.conf")).contains("nameserver 10.77.0.1");
        assertThat(nameHost.run("cat", "/etc/resolv.conf"))
                .isEqualTo(Files.readString(Path.of("/etc/resolv.conf")))
                .doesNotContain("10.77.0.1");
    }

    private List<String> ask(String name, String type) {
        return asker.run(asking(name, type).toArray(String[]::new)).lines().toList();
    }

    private static List<String> asking(String name, String type) {
        return List.of("python3", Checkout.root().resolve("lab/names/ask.py").toString(), name, type);
    }
}
