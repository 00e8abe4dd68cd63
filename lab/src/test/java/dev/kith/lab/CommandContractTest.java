package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Exit codes, signals and streams, of the program as a shell sees it. */
@Tag("once")
class CommandContractTest {
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
    void aSignalEndsRunAndWatchWithZeroAndTheOthersWithItsNumber() {
        Map<String, Integer> signals = Map.of("INT", 130, "TERM", 143, "HUP", 129);
        signals.forEach((signal, code) -> {
            assertThat(ended(signal, "here as", "run")).as("run %s", signal).isZero();
            assertThat(ended(signal, "here as", "watch")).as("watch %s", signal).isZero();
            assertThat(ended(signal, "here as", "watch", "--json"))
                    .as("watch --json %s", signal)
                    .isZero();
            assertThat(ended(signal, "casting", "cast")).as("cast %s", signal).isEqualTo(code);
        });
        Program listen = host.kith("listen");
        listen.awaitLine("Listening");
        assertThat(listen.signal("INT").awaitExit()).isEqualTo(130);
        world.host("other").kith("cast", "--username", "other");
        Program peers = host.kith("peers", "--for", "1h", "--verbose");
        peers.awaitError("own addresses");
        assertThat(peers.signal("TERM").awaitExit()).isEqualTo(143);
    }

    @Test
    void aReaderThatGoesEndsItQuietly() {
        world.host("other").kith("cast", "--username", "only one");
        Program pipe = host.start(
                List.of("bash", "-c", "'" + Checkout.kith() + "' watch | head -1; echo \"${PIPESTATUS[0]}\""));
        assertThat(pipe.awaitExit()).isZero();
        assertThat(pipe.lines()).hasSize(2).last().isEqualTo("0");
        assertThat(pipe.lines().get(0)).contains("+ only one");
        assertThat(pipe.errors()).singleElement().asString().startsWith("kith: here as");
    }

    @Test
    void peersPrintsTheRosterAndAFooter() {
        world.host("other").kith("cast", "--username", "bob");
        Program peers = host.kith("peers");
        assertThat(peers.awaitExit()).isZero();
        assertThat(peers.lines()).hasSize(2);
        assertThat(peers.lines().get(0)).matches("NAME +KIND +STATUS +ADDRESS +INTERFACE +SINCE +HEARD");
        assertThat(peers.lines().get(1))
                .matches("bob +classic +alive +10\\.77\\.0\\.2:\\d+ +eth0 +[\\d.]+ s +[\\d.]+ s");
        assertThat(peers.errors()).containsExactly("1 peer (1 alive) in 2.5 s on eth0", "Group lobby is open.");
    }

    @Test
    void nobodyFoundSaysWhatWasTriedAndWhatToDo() {
        Program peers = host.kith("peers", "--for", "500ms", "--name", "anna");
        assertThat(peers.awaitExit()).isEqualTo(1);
        assertThat(peers.lines()).isEmpty();
        assertThat(String.join("\n", peers.errors()))
                .contains("No peers heard in 0.5 s on eth0.")
                .contains("Tried: listened to multicast and to the classic beacon, and announced 'anna' to all.")
                .contains("Next: ");
    }

    @Test
    void wrongUseIsOneLineAndExitTwo() {
        assertWrong(List.of(
                List.of("pers"),
                List.of("peers", "--for", "3 parsecs"),
                List.of("peers", "--for", "9999999h"),
                List.of("peers", "--fro", "3s"),
                List.of("--name", "bob", "peers"),
                List.of("why"),
                List.of("peers", "--seed", "a b"),
                List.of("peers", "--seed", "10.0.0.4:0"),
                List.of("peers", "--dns", "10.0.0.4"),
                List.of("peers", "--advertise", "a.example"),
                List.of("peers", "--own-port", "9778"),
                List.of("reach", "--for", "soon"),
                List.of("doctor", "--for", "soon"),
                List.of("doctor", "--with", ""),
                List.of("doctor", "--with", "224.0.0.1"),
                List.of("doctor", "--with", "255.255.255.255"),
                List.of("why", ""),
                List.of("why", "anna", "bob"),
                List.of("watch", "--hops", "300"),
                List.of("watch", "--port", "9778"),
                List.of("watch", "--multicast", "10.0.0.1"),
                List.of("watch", "--multicast", "fe80::1"),
                List.of("watch", "--multicast", "ff12::kith"),
                List.of("watch", "--multicast", "all-hosts.example"),
                List.of("watch", "--service", "http"),
                List.of("watch", "--group", ""),
                List.of("watch", "--group", "g".repeat(65)),
                List.of("watch", "--group", "a\u0007b"),
                List.of("watch", "--name", "a\u001b[2J"),
                List.of("watch", "--meta", "novalue"),
                List.of("watch", "--meta", "k=" + "v".repeat(600)),
                List.of("cast", "--username", "")));
    }

    @Test
    void soItIsOfWhatChoosesAndWaits() {
        assertWrong(List.of(
                List.of("peers", "--expect", "0"),
                List.of("peers", "-l", "attic"),
                List.of("peers", "--status", "up"),
                List.of("peers", "--sort", "size"),
                List.of("peers", "-o", "columns=nme"),
                List.of("peers", "-o", "wide", "--json"),
                List.of("wait", "3"),
                List.of("wait", "--count", "0"),
                List.of("announce"),
                List.of("completion", "fish"),
                List.of("announce", "--", "ls"),
                List.of("announce", "web", "--name", "other"),
                List.of("ping"),
                List.of("ping", "anna", "-c", "0")));
    }

    private void assertWrong(List<List<String>> uses) {
        for (List<String> wrong : uses) {
            Program kith = host.kith(wrong.toArray(String[]::new));
            assertThat(kith.awaitExit()).as("%s", wrong).isEqualTo(2);
            assertThat(kith.lines()).isEmpty();
            assertThat(kith.errors())
                    .as("%s", wrong)
                    .singleElement()
                    .asString()
                    .startsWith("kith")
                    .doesNotContain("\u001b");
        }
    }

    @Test
    void everyOptionIsAVariableAndWhatIsTypedGoesFirst() {
        Program peers = kithWith(
                List.of(
                        "KITH_GROUP=den",
                        "KITH_NAME=fromenv",
                        "KITH_META=a=1,b=2",
                        "KITH_INTERFACE=eth0",
                        "KITH_JSON=1",
                        "KITH_FOR=100ms",
                        "KITH_PASSIVE=yes"),
                "peers",
                "--name",
                "typed");
        assertThat(peers.awaitExit()).isEqualTo(1);
        assertThat(peers.lines())
                .singleElement()
                .asString()
                .contains("\"group\":\"den\"")
                .contains("\"name\":\"typed\"")
                .contains("\"meta\":{\"a\":\"1\",\"b\":\"2\"}")
                .contains("\"addresses\":[]");
        Program both = kithWith(
                List.of("KITH_JSON=true", "KITH_PASSIVE=1", "KITH_SEED=10.77.0.9"),
                "peers",
                "--json",
                "--passive",
                "--for",
                "100ms");
        assertThat(both.awaitExit()).isEqualTo(1);
        assertThat(both.lines()).singleElement().asString().contains("\"addresses\":[]");
        assertThat(both.errors()).contains("kith: --passive sends nothing, so nobody is asked where --seed says");
        Program wrong = kithWith(List.of("KITH_NO_CLASSIC=maybe"), "peers");
        assertThat(wrong.awaitExit()).isEqualTo(2);
    }

    @Test
    void soAreThoseOfTheNativeProtocol() {
        Program rest = kithWith(
                List.of(
                        "KITH_SERVICE=http:8080,ssh:22",
                        "KITH_PORT=9800",
                        "KITH_MULTICAST=239.1.2.3",
                        "KITH_HOPS=2",
                        "KITH_VERBOSE=1",
                        "KITH_NO_CLASSIC=1"),
                "peers",
                "--json",
                "--for",
                "100ms");
        assertThat(rest.awaitExit()).isEqualTo(1);
        assertThat(rest.lines()).singleElement().asString().contains("\"services\":{\"http\":8080,\"ssh\":22}");
        assertThat(rest.errors()).contains("kith: classic beacon: off");
        for (String variable : List.of("KITH_PORT=0", "KITH_MULTICAST=10.0.0.1", "KITH_HOPS=0", "KITH_FOR=soon")) {
            Program refused = kithWith(List.of(variable), "peers");
            assertThat(refused.awaitExit()).as(variable).isEqualTo(2);
        }
    }

    @Test
    void aGroupThatIsNotUtf8IsWrongUse() {
        for (String bytes : List.of("\\xff", "caf\\xe9", "\\xc3")) {
            Program kith =
                    host.start(List.of("bash", "-c", "'" + Checkout.kith() + "' peers --group $'" + bytes + "'"));
            assertThat(kith.awaitExit()).as(bytes).isEqualTo(2);
            assertThat(kith.errors()).singleElement().asString().contains("is not UTF-8");
        }
    }

    @Test
    void whatCannotBeWrittenIsSaid() {
        world.host("other").kith("watch", "--name", "other").awaitError("here as");
        for (String command : List.of("peers --for 2s", "watch --json", "version")) {
            Program kith = host.start(List.of("bash", "-c", "'" + Checkout.kith() + "' " + command + " >/dev/full"));
            assertThat(kith.awaitExit()).as(command).isEqualTo(1);
            assertThat(kith.errors()).as(command).anyMatch(line -> line.contains("standard output cannot be written"));
        }
    }

    @Test
    void aReplacementCharacterIsACharacter() {
        Program kith = host.kith("peers", "--json", "--for", "1ms", "--group", "a\uFFFDb");
        assertThat(kith.awaitExit()).isEqualTo(1);
        assertThat(kith.lines()).singleElement().asString().contains("\"group\":\"a\uFFFDb\"");
    }

    @Test
    void aSignalAtTheMomentItIsFirstSeenEndsItWithAGoodbyeToo() {
        Program watch = world.host("other").kith("watch", "--no-classic", "--name", "other");
        watch.awaitError("here as");
        for (String name : List.of("brief1", "brief2", "brief3")) {
            Program brief = host.kith("watch", "--no-classic", "--name", name);
            watch.awaitMatch(".* \\+ " + name + " .*");
            assertThat(brief.signal("TERM").awaitExit()).isZero();
            watch.awaitMatch(".* - " + name + " .*  it said goodbye .*");
        }
    }

    @Test
    void aNameBeyondAsciiIsKeptInWhateverLocale() {
        for (String locale : List.of("LC_ALL=C", "LC_ALL=POSIX", "LC_ALL=xx_YY.UTF-8", "LANG=")) {
            Program peers = host.start(List.of(
                    "env",
                    "-u",
                    "LC_ALL",
                    locale,
                    Checkout.kith(),
                    "peers",
                    "--json",
                    "--for",
                    "1ms",
                    "--name",
                    "Zoë 日本"));
            assertThat(peers.awaitExit()).as(locale).isEqualTo(1);
            assertThat(peers.lines()).as(locale).singleElement().asString().contains("\"name\":\"Zoë 日本\"");
        }
    }

    @Test
    void helpHasExamplesAndExitCodes() {
        for (String command : List.of(
                "run",
                "peers",
                "watch",
                "wait",
                "ping",
                "announce",
                "why",
                "reach",
                "doctor",
                "listen",
                "cast",
                "completion",
                "version")) {
            Program help = host.kith("help", command);
            assertThat(help.awaitExit()).isZero();
            assertThat(String.join("\n", help.lines()))
                    .contains("Usage: kith " + command)
                    .contains("Exit codes:")
                    .contains("Examples:");
        }
        assertThat(host.kith("-h").awaitLine("Kith could not be built or started"))
                .isNotEmpty();
        assertThat(host.kith("--version").awaitLine("kith ")).matches("kith \\d+\\.\\d+\\.\\d+.*");
    }

    private Program kithWith(List<String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env"));
        command.addAll(variables);
        command.add(Checkout.kith());
        command.addAll(List.of(arguments));
        return host.start(command);
    }

    private int ended(String signal, String started, String... arguments) {
        Program program = host.kith(arguments);
        program.awaitError(started);
        return program.signal(signal).awaitExit();
    }
}
