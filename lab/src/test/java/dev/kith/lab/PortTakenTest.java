package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A host where one of the article's programs, which do not share their port, already runs. */
@Tag("once")
class PortTakenTest {
    private World world;
    private Host host;
    private Program holder;
    private Program elsewhere;

    @BeforeEach
    void makeHosts() {
        Needs.tool("node");
        world = Needs.world();
        host = world.host("host");
        host.ip("route", "add", "default", "dev", "eth0");
        holder = host.start(
                List.of("node", Checkout.root().resolve("lab/article/peer.mjs").toString()));
        holder.awaitLine("Listening");
        Host other = world.host("other");
        elsewhere = other.kith("listen");
        elsewhere.awaitLine("Listening");
        other.kith("cast", "--username", "elsewhere");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void kithCastsOnSaysOnceWhoHoldsThePortAndHearsWhenItIsFree() {
        Program watch = host.kith("watch", "--name", "anna");
        watch.awaitMatch(
                ".* ! the beacon cannot be heard: port 9778 is held by node \\(pid \\d+\\), which does not share it");
        elsewhere.awaitLine("\"anna\"} from 10.77.0.1:");
        holder.awaitLine("\"anna\"} from 10.77.0.1:");
        holder.kill();
        watch.awaitLine("+ elsewhere");
        assertThat(watch.lines()).filteredOn(line -> line.contains(" ! ")).hasSize(1);
    }

    @Test
    void listenAloneHasNothingToDoThen() {
        Program listen = host.kith("listen");
        assertThat(listen.awaitExit()).isEqualTo(3);
        assertThat(listen.errors()).singleElement().asString().contains("port 9778 is held by node");
    }

    @Test
    void peersSaysWhyNobodyIsHeard() {
        Program peers = host.kith("peers", "--for", "1s");
        assertThat(peers.awaitExit()).isEqualTo(1);
        assertThat(peers.errors()).first().asString().contains("the beacon cannot be heard");
    }

    @Test
    void programsThatShareThePortAllHear() {
        holder.kill();
        List<Program> listeners =
                List.of(host.kith("listen"), host.kith("listen"), host.java(Ear.class, "224.0.0.1", "9778", "eth0"));
        listeners.forEach(listener -> listener.awaitMatch("(?i).*listening.*"));
        listeners.forEach(listener -> listener.awaitLine("10.77.0.2:"));
    }
}
