package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A source that asks by its node's own port learns of addresses that translations let through to the node, with no member between. */
@Tag("once")
class OwnPortTest {
    private World world;

    @BeforeEach
    void make() {
        Needs.tool("nft");
        Needs.tool("conntrack");
        world = Needs.world();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void twoBehindTranslationsMeetByWhatAServerSawOfThem() {
        Subnet internet = Subnet.internet(world);
        Host server = internet.host("server");
        run(server, Book.Server.class).awaitLine("open");
        Nat left = new Nat(internet, "left", Nat.Kind.PORT_RESTRICTED, "192.168.1");
        Nat right = new Nat(internet, "right", Nat.Kind.PORT_RESTRICTED, "192.168.2");
        Program anna = run(left.host("a"), Book.Reader.class, "anna", "203.0.113.2");
        Program bob = run(right.host("b"), Book.Reader.class, "bob", "203.0.113.2");
        // Whose word comes first is found by the other's source; both hear each other directly.
        List<String> reached = List.of(anna.awaitLine("reached bob"), bob.awaitLine("reached anna"));
        assertThat(reached).noneMatch(line -> line.contains("RELAYED")).anyMatch(line -> line.contains("DHT"));
    }

    private static Program run(Host host, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main.getName()));
        command.addAll(List.of(arguments));
        return host.start(command);
    }
}
