package dev.kith.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Whatever comes to the port is a beacon, and none of it hurts. */
@Tag("once")
class HostileDatagramsTest {
    private World world;
    private Program watch;
    private Program listen;
    private Host attacker;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        Host victim = world.host("victim");
        attacker = world.host("attacker");
        watch = victim.kith("watch", "--json", "--name", "victim");
        watch.awaitLine("\"ready\"");
        listen = world.host("other").kith("listen");
        listen.awaitLine("Listening");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aDatagramOfAnyContentHasAName() {
        say(hex("TEST"), "\"name\":\"TEST\"");
        say("fffe00", "\"name\":\"0xfffe00\"");
        say("", "\"name\":\"(empty)\"");
        say(hex("{\"username\":\"" + "n".repeat(1000) + "\"}"), "\"name\":\"" + "n".repeat(64) + "\"");
        say(hex("{\"username\":" + "[".repeat(500) + "]".repeat(500) + "}"), "\"name\":\"{\\\"username\\\":[[[");
    }

    @Test
    void aNameOfSixtyThousandBytesIsCut() {
        Program voice = voice();
        voice.type("repeat 60000 224.0.0.1 9778 78");
        watch.awaitLine("\"name\":\"" + "x".repeat(64) + "\"");
    }

    @Test
    void aBombOfBracketsIsText() {
        voice().type("repeat 65507 10.77.0.1 9778 5b");
        watch.awaitLine("\"name\":\"" + "[".repeat(64) + "\"");
    }

    @Test
    void terminalEscapesReachNobodyRaw() {
        say(hex("{\"username\":\"\u009b2Ja\"}"), "\"name\":\"\uFFFD2Ja\"");
        say(hex("\u001b]0;owned\u0007\u202e"), "\"name\":\"␛]0;owned␇\uFFFD\"");
        say(hex("line\nnext\u2028last"), "\"name\":\"line␊next\uFFFDlast\"");
        listen.awaitLine("␛]0;owned␇\uFFFD");
        listen.awaitLine("line␊next\uFFFDlast");
        for (Program program : new Program[] {watch, listen}) {
            assertThat(program.lines())
                    .allMatch(line -> line.chars()
                            .noneMatch(c -> c < ' ' || (c >= 0x7F && c < 0xA0) || (c >= 0x2028 && c <= 0x202E)));
        }
    }

    @Test
    void aFloodOfRandomDatagramsFromManyPortsHurtsNobody() {
        voice().type("flood 80 250 10.77.0.1 9778 1").awaitLine("done");
        world.host("late").kith("cast", "--username", "late comer");
        watch.awaitLine("late comer");
        assertThat(watch.isAlive()).isTrue();
        assertThat(watch.errors()).hasSize(1);
    }

    private void say(String hex, String shown) {
        Program voice = voice();
        voice.type("say 224.0.0.1 9778 " + hex);
        watch.awaitLine(shown);
    }

    private Program voice() {
        Program voice = attacker.java(Voice.class, "eth0");
        voice.awaitLine("port ");
        return voice;
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
