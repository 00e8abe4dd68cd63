package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** {@code kith ping}: by which way a peer answers. */
@Tag("once")
class PingingTest {
    private World world;
    private Host host;

    @BeforeEach
    void makeHost() {
        world = Needs.world();
        host = world.host("host");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void eachAnswerNamesTheWayItCame() {
        world.host("other").kith("announce", "anna").awaitError("here as");
        Program ping = host.kith("ping", "anna", "-c", "4", "--interval", "300ms", "--no-classic");
        assertThat(ping.awaitExit()).as("%s", ping).isZero();
        assertThat(ping.lines())
                .hasSize(4)
                .allSatisfy(
                        line -> assertThat(line)
                                .matches(
                                        "anna (10\\.77\\.0\\.2|\\[fe80:.*\\]):\\d+ eth0 unicast \\d+\\.\\d\\d ms, multicast: .*"));
        assertThat(ping.lines().get(3)).contains("it hears us");
        assertThat(ping.errors()).singleElement().asString().startsWith("4 asked, 4 answered, fastest ");
        Program byAddress = host.kith("ping", "10.77.0.2", "-c", "1");
        assertThat(byAddress.awaitExit()).as("%s", byAddress).isZero();
    }

    @Test
    void inAClosedGroupWhoHasTheKeyIsAnswered() {
        String key = KeyFiles.create("lobby.keys").toString();
        world.host("other").kith("announce", "anna", "--key-file", key).awaitError("here as");
        Program ping = host.kith("ping", "anna", "-c", "1", "--key-file", key);
        assertThat(ping.awaitExit()).as("%s", ping).isZero();
        assertThat(ping.lines()).singleElement().asString().startsWith("anna ").contains(" unicast ");
        Program without = host.kith("ping", "anna", "-c", "1");
        assertThat(without.awaitExit()).as("%s", without).isEqualTo(1);
    }

    @Test
    void whoDoesNotAnswerOrIsNotKnownIsSaid() {
        Program anna = world.host("other").kith("announce", "anna");
        anna.awaitError("here as");
        Program ping = host.kith("ping", "anna", "-c", "100", "--interval", "100ms", "--timeout", "200ms");
        ping.awaitLine("unicast");
        anna.signal("STOP");
        ping.awaitLine("no answer from anna in 0.2 s");
        anna.signal("CONT");
        ping.signal("INT");
        assertThat(ping.awaitExit()).isEqualTo(130);
        assertThat(ping.errors()).last().asString().matches("\\d+ asked, \\d+ answered, fastest .*");
        Program nobody = host.kith("ping", "carl");
        assertThat(nobody.awaitExit()).isEqualTo(1);
        assertThat(nobody.lines()).isEmpty();
        assertThat(nobody.errors()).singleElement().asString().startsWith("kith ping: nobody is known as 'carl'");
        world.host("third").kith("announce", "anna").awaitError("here as");
        Program several = host.kith("ping", "anna");
        assertThat(several.awaitExit()).isEqualTo(2);
        assertThat(several.errors()).hasSize(4).first().asString().contains("'anna' may be 2 peers");
        world.host("classic").kith("cast", "--username", "rust");
        Program classic = host.kith("ping", "rust");
        assertThat(classic.awaitExit()).isEqualTo(1);
        assertThat(classic.errors())
                .containsExactly("kith ping: 'rust' is known by its beacon alone, and answers nothing");
    }

    @Test
    void whetherMulticastIsHeardEachWayIsSaid() {
        Host deaf = world.host("deaf").withoutMulticast();
        deaf.kith("announce", "anna", "--seed", "10.77.0.1").awaitError("here as");
        Program ping = host.kith("ping", "anna", "--seed", "10.77.0.2", "-c", "3", "--interval", "500ms");
        assertThat(ping.awaitExit()).as("%s", ping).isZero();
        assertThat(ping.lines()).last().asString().contains("we have not heard it yet");
    }
}
