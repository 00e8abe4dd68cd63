package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ./kith} on a terminal, in tmux. */
class LiveTableTest {
    private static final int TRIES = 100;
    /** With the code behind it: the words alone stand in the command that was typed. */
    private static final Pattern ENDED = Pattern.compile("ended with \\d");
    /** A foreground or a background, of eight colours or of more (ECMA-48, 8.3.117). */
    private static final Pattern COLOUR = Pattern.compile("\u001b\\[([0-9;]*;)?([349][0-7]|[34]8;[0-9;]*)m");

    /** Casts the beacon of five hundred. */
    private static final String MANY = """
            import socket, time
            sockets = []
            for number in range(500):
                ip = "10.77.0.10%d" % (number // 50)
                one = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
                one.bind((ip, 0))
                one.setsockopt(socket.IPPROTO_IP, socket.IP_MULTICAST_IF, socket.inet_aton(ip))
                sockets.append(one)
            while True:
                for number, one in enumerate(sockets):
                    one.sendto(b'{"username":"peer %03d"}' % number, ("224.0.0.1", 9778))
                    time.sleep(0.003)
            """;

    @TempDir
    private Path folder;

    private World world;
    private Host host;

    @BeforeEach
    void makeHost() {
        Needs.tool("tmux");
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
    void showsWhoIsThereAndWhoWasLostAndGivesTheTerminalBack() {
        Program caster = world.host("other").start(List.of(Checkout.kith(), "cast", "--username", "anna"));
        open(100, 24, "--name bob");
        String screen = awaitScreen(text -> text.contains("anna"));
        assertThat(screen).containsPattern("kith  group lobby \\(open\\)  as bob  on eth0 +1 peer \\(1 alive\\)");
        assertThat(screen).containsPattern("NAME +STATUS . +HEARD +SINCE +RTT +KIND +ADDRESS +INTERFACE");
        assertThat(screen).containsPattern("› anna +[●◉] alive +\\d s +\\d+ s +- +classic +10\\.77\\.0\\.2:\\d+ +eth0");
        assertThat(screen).contains("\nall well\n");
        caster.kill();
        assertThat(awaitScreen(text -> text.contains("lost"))).contains("○ lost");
        tmux("send-keys", "q");
        String after = awaitScreen(text -> ENDED.matcher(text).find());
        assertThat(after).contains("ended with 0").doesNotContain("NAME");
    }

    @Test
    void aSignalGivesTheTerminalBackToo() {
        open(80, 24, "");
        awaitScreen(text -> text.contains("nobody heard yet"));
        tmux("send-keys", "C-c");
        assertThat(awaitScreen(text -> ENDED.matcher(text).find()))
                .contains("ended with 0")
                .doesNotContain("nobody");
    }

    @Test
    void theTableHasTheScreenForItselfFromTheFirstFrameAndIsNotStopped() {
        open(80, 24, "--no-classic");
        String first = awaitScreen(text -> text.contains("group lobby"));
        assertThat(first).startsWith("kith  group lobby").contains("q quit").doesNotContain("echo");
        // Either would leave the shell or a dump of the JVM on this screen.
        tmux("send-keys", "C-z");
        tmux("send-keys", "C-\\");
        tmux("resize-window", "-x", "60", "-y", "10");
        // Tmux cuts the former picture first, and then the next one is drawn.
        assertThat(awaitScreen(text -> text.lines().count() <= 10 && text.startsWith("kith  group lobby")))
                .doesNotContain("Stopped")
                .doesNotContain("thread dump");
        tmux("send-keys", "q");
        assertThat(awaitScreen(text -> ENDED.matcher(text).find())).contains("ended with 0");
    }

    @Test
    void aDumbTerminalGetsLines() {
        world.host("other").kith("cast", "--username", "anna");
        tmux("new-session", "-d", "-x", "100", "-y", "24", "bash --norc");
        tmux("send-keys", "TERM=dumb '" + Checkout.kith() + "'", "Enter");
        assertThat(awaitScreen(text -> text.contains("anna"))).contains(" + anna 10.77.0.2:");
    }

    @Test
    void followsTheSizeOfTheScreen() {
        world.host("other").kith("cast", "--username", "anna");
        open(80, 24, "--name bob");
        String usual = awaitScreen(text -> text.contains("anna"));
        assertThat(usual.lines().count()).isEqualTo(24);
        assertThat(usual).doesNotContain("  ID");
        tmux("resize-window", "-x", "200", "-y", "60");
        String large = awaitScreen(text -> text.contains("  ID"));
        assertThat(large.lines().count()).isEqualTo(60);
        assertThat(large).endsWith("q quit");
        tmux("resize-window", "-x", "40", "-y", "10");
        String small = awaitScreen(text -> text.endsWith("\nEnter details  / filter  ? keys  q quit"));
        assertThat(small.lines().count()).isEqualTo(10);
        assertThat(small).startsWith("kith  group lobby").contains("› anna").doesNotContain("HEARD");
    }

    @Test
    void keysFilterShowDetailsPauseAndAskTheDoctor() {
        world.host("other").kith("watch", "--name", "berta", "--meta", "room=cellar");
        world.host("third").kith("cast", "--username", "anna");
        open(90, 30, "--name bob");
        awaitScreen(text -> text.contains("2 peers (2 alive)"));
        tmux("send-keys", "/CELL");
        awaitScreen(text -> text.contains("\n/CELL_") && text.contains("› berta") && !text.contains("anna"));
        tmux("send-keys", "Enter", "Enter");
        String details = awaitScreen(text -> text.contains(" answers in "));
        assertThat(details)
                .startsWith("kith  group lobby")
                .containsPattern("name +berta\n")
                .containsPattern("meta +room=cellar\n")
                .containsPattern("paths +direct; known by ")
                .containsPattern("evidence +\\d\\d:\\d\\d:\\d\\d\\.\\d\\d\\d \\+ joined  ");
        tmux("send-keys", "Escape");
        awaitScreen(text -> text.contains("› berta"));
        tmux("send-keys", "Escape");
        awaitScreen(text -> text.contains("› berta") && text.contains("  anna"));
        tmux("send-keys", "Up");
        awaitScreen(text -> text.contains("› anna"));
        tmux("send-keys", "ss");
        awaitScreen(text -> text.contains("SINCE ▾"));
        tmux("send-keys", "p");
        awaitScreen(text -> text.contains("\npaused at "));
        tmux("send-keys", "pd");
        awaitScreen(text -> text.contains("\ndoctor\n[ ok ] interfaces   eth0\n"));
        tmux("send-keys", "?");
        awaitScreen(text -> text.contains("\nkeys\n") && text.contains("was heard within the last second"));
        tmux("send-keys", "q");
        assertThat(awaitScreen(text -> ENDED.matcher(text).find())).contains("ended with 0");
    }

    @Test
    void statesHaveColoursUnlessTheUserWantsNone() {
        world.host("other").kith("cast", "--username", "anna");
        open(80, 24, "--name bob");
        awaitScreen(text -> text.contains("alive "));
        assertThat(COLOUR.matcher(tmux("capture-pane", "-p", "-e")).find()).isTrue();
        tmux("send-keys", "q");
        awaitScreen(text -> ENDED.matcher(text).find());
        tmux("send-keys", "clear", "Enter");
        tmux("send-keys", "NO_COLOR=1 '" + Checkout.kith() + "' --name bob", "Enter");
        awaitScreen(text -> text.contains("alive "));
        String styled = tmux("capture-pane", "-p", "-e");
        assertThat(COLOUR.matcher(styled).find()).as(styled).isFalse();
    }

    @Test
    void aTerminalWithoutUtf8GetsAscii() {
        world.host("other").kith("cast", "--username", "日本·anna");
        tmux("new-session", "-d", "-x", "80", "-y", "24", "bash --norc");
        tmux("send-keys", "clear; LC_ALL=C '" + Checkout.kith() + "' --name bob", "Enter");
        String screen = awaitScreen(text -> text.contains("??.anna"));
        assertThat(screen).matches("(?s)\\p{ASCII}*").containsPattern("> \\?\\?\\.anna +[*@] alive");
    }

    @Test
    void columnsLineUpOnTheTerminalForNamesInAnyScript() {
        Host other = world.host("other");
        List<String> names = List.of(
                "日本のノード",
                "e\u0301x\u0302y",
                "שלום עולם",
                "👩\u200d🚀 🇩🇪 ❤\ufe0f👍🏽",
                "नमस्ते",
                "लक्ष्मी ភាសាខ្មែរ မြန်မာ",
                "क" + "ा".repeat(20),
                "\u1112\u1161\u11ab",
                "ภาษาไทย",
                "plain");
        names.forEach(name -> other.kith("cast", "--username", name));
        open(80, 24, "--name bob");
        awaitScreen(text -> text.contains("10 peers (10 alive)"));
        // Where tmux itself has the word, in cells of the terminal, whatever widths anybody else believes in.
        tmux("copy-mode");
        tmux("send-keys", "-X", "top-line");
        List<String> columns = new ArrayList<>();
        List<String> rows = new ArrayList<>();
        for (int found = 0; found < names.size(); found++) {
            tmux("send-keys", "-X", "search-forward", "alive  ");
            String[] at = tmux("display-message", "-p", "#{copy_cursor_x} #{copy_cursor_y}")
                    .split(" ");
            columns.add(at[0]);
            rows.add(at[1]);
        }
        assertThat(rows).doesNotHaveDuplicates();
        assertThat(columns).containsOnly(columns.get(0));
    }

    @Test
    void fiveHundredPeersScroll() {
        Needs.tool("python3");
        Host other = world.host("other");
        // Fifty for each address: of one address, no more than 64 are listed.
        for (int address = 0; address < 10; address++) {
            other.ip("addr", "add", "10.77.0.10" + address + "/24", "dev", "eth0");
        }
        other.start(List.of("python3", "-c", MANY));
        open(80, 24, "--name bob");
        awaitScreen(
                text -> text.contains("500 peers (") && text.contains(" 1-19 of 500") && text.contains("› peer 000"));
        tmux("send-keys", "End");
        awaitScreen(text -> text.contains(" 482-500 of 500") && text.contains("› peer 499"));
        tmux("send-keys", "/peer 25");
        awaitScreen(text -> text.contains(" 1-10 of 10") && text.contains("› peer 259"));
    }

    private void open(int columns, int rows, String arguments) {
        tmux("new-session", "-d", "-x", "" + columns, "-y", "" + rows, "bash --norc");
        tmux("send-keys", "'" + Checkout.kith() + "' " + arguments + "; echo ended with $?", "Enter");
    }

    private String awaitScreen(Predicate<String> wanted) {
        String screen = "";
        for (int i = 0; i < TRIES; i++) {
            screen = tmux("capture-pane", "-p");
            if (wanted.test(screen)) {
                return screen;
            }
            host.start(List.of("sleep", "0.2")).awaitExit();
        }
        throw new AssertionError("not on the screen:\n" + screen);
    }

    private String tmux(String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                "env", "LC_ALL=C.UTF-8", "tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Program tmux = host.start(command);
        assertThat(tmux.awaitExit()).as(tmux.toString()).isZero();
        return String.join("\n", tmux.lines());
    }
}
