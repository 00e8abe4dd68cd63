package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
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
        tmux("new-session", "-d", "-x", "100", "-y", "24", "bash --norc");
        tmux("send-keys", "'" + Checkout.kith() + "' --name bob; echo ended with $?", "Enter");
        String screen = awaitScreen(text -> text.contains("anna"));
        assertThat(screen).contains("kith  group lobby (open)  as bob  on eth0  1 peer (1 alive)");
        assertThat(screen).containsPattern("NAME +KIND +STATUS +ADDRESS +INTERFACE +SINCE +HEARD");
        assertThat(screen).containsPattern("anna +classic +alive +10\\.77\\.0\\.2:\\d+ +eth0");
        caster.kill();
        awaitScreen(text -> text.contains("lost"));
        tmux("send-keys", "q");
        String after = awaitScreen(text -> ENDED.matcher(text).find());
        assertThat(after).contains("ended with 0").doesNotContain("NAME");
    }

    @Test
    void aSignalGivesTheTerminalBackToo() {
        tmux("new-session", "-d", "-x", "80", "-y", "24", "bash --norc");
        tmux("send-keys", "'" + Checkout.kith() + "'; echo ended with $?", "Enter");
        awaitScreen(text -> text.contains("nobody heard yet"));
        tmux("send-keys", "C-c");
        assertThat(awaitScreen(text -> ENDED.matcher(text).find()))
                .contains("ended with 0")
                .doesNotContain("nobody");
    }

    @Test
    void theTableHasTheScreenForItselfFromTheFirstFrameAndIsNotStopped() {
        tmux("new-session", "-d", "-x", "80", "-y", "24", "bash --norc");
        tmux("send-keys", "'" + Checkout.kith() + "' --no-classic; echo ended with $?", "Enter");
        String first = awaitScreen(text -> text.contains("group lobby"));
        assertThat(first).startsWith("kith  group lobby").contains("q quit").doesNotContain("echo");
        // Either would leave the shell or a dump of the JVM on this screen.
        tmux("send-keys", "C-z");
        tmux("send-keys", "C-\\");
        tmux("resize-window", "-x", "60", "-y", "10");
        assertThat(awaitScreen(text -> text.lines().count() <= 10))
                .startsWith("kith  group lobby")
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
        List<String> command = new java.util.ArrayList<>(
                List.of("tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Program tmux = host.start(command);
        assertThat(tmux.awaitExit()).as(tmux.toString()).isZero();
        return String.join("\n", tmux.lines());
    }
}
