package dev.kith.lab;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What Kith puts on the wire, read by a program that shares no code with it. */
@Tag("once")
class BeaconOnTheWireTest {
    private World world;
    private Host speaker;
    private Program ear;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        speaker = world.host("speaker");
        ear = world.host("ear").java(Ear.class, "224.0.0.1", "9778", "eth0");
        ear.awaitLine("listening");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void everyDatagramIsTheBeaconFromOneSource() {
        speaker.kith("watch", "--name", "anna");
        List<String> heard = ear.awaitLines(4);
        String source = heard.get(1).split(" ")[0];
        assertThat(source).startsWith("10.77.0.1:");
        assertThat(heard.subList(1, 4)).containsOnly(source + " " + hex("{\"username\":\"anna\"}"));
    }

    @Test
    void aLongNameIsCutAtACharacterAndTheBeaconStaysUtf8() {
        speaker.kith("cast", "--username", "x" + "日".repeat(60));
        String heard = ear.awaitLine("10.77.0.1:");
        assertThat(heard).endsWith(" " + hex("{\"username\":\"x" + "日".repeat(34) + "\"}"));
    }

    @Test
    void aLongNameOfANodeIsCutAndSaid() {
        Program watch = speaker.kith("watch", "--name", "ü".repeat(40));
        watch.awaitError("the name is over 64 bytes");
        assertThat(ear.awaitLine("10.77.0.1:")).endsWith(" " + hex("{\"username\":\"" + "ü".repeat(32) + "\"}"));
    }

    @Test
    void aPassiveNodeAListenerAndANodeWithoutTheBeaconSayNothing() {
        speaker.kith("watch", "--passive").awaitError("watching, unseen");
        speaker.kith("listen").awaitLine("Listening");
        speaker.kith("watch", "--no-classic").awaitError("here as");
        speaker.kith("peers", "--passive", "--for", "1s").awaitExit();
        // The marker comes by the same wire: what was sent before it would have been heard before it.
        speaker.kith("cast", "--username", "marker");
        ear.awaitLine(hex("marker"));
        assertThat(ear.lines()).hasSize(2);
    }

    @Test
    void listenPrintsABroadcastOnceOnAHostOfTwoInterfaces() {
        Host two = world.host("two");
        two.ip("link", "add", "eth1", "type", "veth", "peer", "name", "far");
        two.ip("link", "set", "far", "up");
        two.ip("addr", "add", "10.78.0.3/24", "dev", "eth1");
        two.ip("link", "set", "eth1", "up");
        Program listen = two.kith("listen");
        listen.awaitLine("Listening");
        Program voice = speaker.java(Voice.class, "eth0");
        for (String each : List.of("first", "second", "last")) {
            voice.type("say 10.77.0.255 9778 " + hex(each));
            listen.awaitLine("server got: " + each);
        }
        assertThat(listen.lines()).hasSize(4);
    }

    @Test
    void whatComesFromTheHostItselfIsShownOnLoopback() {
        Program watch = speaker.kith("watch", "--name", "anna");
        watch.awaitError("here as");
        speaker.java(Voice.class, "lo").type("say 127.0.0.1 9778 " + hex("me too"));
        watch.awaitMatch(".* \\+ me too 127\\.0\\.0\\.1:\\d+ lo");
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(UTF_8));
    }
}
