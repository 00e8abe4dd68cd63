package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kith wait} and {@code kith announce}, alone and with a command to run. */
@Tag("once")
class WaitingTest {
    @TempDir
    private Path folder;

    private World world;
    private Host host;
    private Program watch;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        host = world.host("host");
        watch = world.host("watcher").kith("watch", "--name", "watcher", "--meta", "role=eye");
        watch.awaitError("here as");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void itEndsAsSoonAsEnoughAreThere() {
        Program wait = host.kith("wait", "--count", "2", "--name", "waiter", "--timeout", "1h");
        watch.awaitMatch(".* \\+ waiter .*");
        assertThat(wait.isAlive()).isTrue();
        world.host("late").kith("announce", "late");
        assertThat(wait.awaitExit()).as("%s", wait).isZero();
        assertThat(wait.errors()).isEmpty();
        watch.awaitMatch(".* - waiter .*  it said goodbye .*");
    }

    @Test
    void itSaysInOneLineHowManyThereWereInTime() {
        Program wait = host.kith("wait", "--count", "2", "--timeout", "2s");
        assertThat(wait.awaitExit()).isEqualTo(1);
        assertThat(wait.errors()).containsExactly("kith wait: 1 of 2 there in 2 s");
        Program labelled = host.kith("wait", "-l", "role=db", "--timeout", "1s", "--", "echo", "never");
        assertThat(labelled.awaitExit()).isEqualTo(1);
        assertThat(labelled.lines()).isEmpty();
    }

    @Test
    void aCommandRunsWhileItIsThereAndItsCodeIsTheEnd() {
        Program wait = host.kith(
                "wait",
                "-l",
                "role=eye",
                "--name",
                "waiter",
                "--",
                "bash",
                "-c",
                "read word; echo \"got $word\"; exit 7");
        watch.awaitMatch(".* \\+ waiter .*");
        assertThat(watch.lines()).noneMatch(line -> line.contains(" - waiter "));
        wait.type("hello");
        assertThat(wait.awaitExit()).isEqualTo(7);
        assertThat(wait.lines()).containsExactly("got hello");
        watch.awaitMatch(".* - waiter .*  it said goodbye .*");
        Program none = host.kith("wait", "--", "no-such-program");
        assertThat(none.awaitExit()).isEqualTo(127);
        assertThat(none.errors()).containsExactly("kith: 'no-such-program' cannot be run: No such file or directory");
    }

    @Test
    void whatIsAnnouncedIsThereAsLongAsItsCommandRuns() {
        Program announce = host.start(List.of(
                "env",
                "LC_ALL=C",
                Checkout.kith(),
                "announce",
                "web",
                "--service",
                "http:8080",
                "--",
                "bash",
                "-c",
                "echo \"with $LC_ALL\"; read word; exit 5"));
        watch.awaitMatch(".* \\+ web .*");
        assertThat(announce.awaitLine("with")).isEqualTo("with C");
        announce.type("end");
        assertThat(announce.awaitExit()).isEqualTo(5);
        watch.awaitMatch(".* - web .*  it said goodbye .*");
    }

    @Test
    void aSignalIsPassedOnAndTheGoodbyeIsSaidWhenTheCommandHasEnded() {
        for (String signal : List.of("INT", "TERM", "HUP")) {
            String name = "on" + signal;
            // Away from the terminal of whoever runs this test, which would tell the command by itself.
            Program announce = host.start(List.of(
                    "setsid",
                    "--wait",
                    Checkout.kith(),
                    "announce",
                    name,
                    "--",
                    "bash",
                    "-c",
                    "echo $PPID; trap 'echo told; exit 9' " + signal + "; while :; do read -t 1 word; done"));
            String pid = announce.awaitMatch("\\d+");
            watch.awaitMatch(".* \\+ " + name + " .*");
            host.run("kill", "-" + signal, pid);
            announce.awaitLine("told");
            assertThat(announce.awaitExit()).as("%s", announce).isEqualTo(9);
            watch.awaitMatch(".* - " + name + " .*  it said goodbye .*");
        }
    }

    @Test
    void aTerminalThatGoesIsToldToTheCommandOfWhomItRan() throws IOException {
        Path command = command("""
                trap 'echo told >"$0.told"; exit 9' HUP
                tmux wait-for -S running
                while :; do sleep 0.2; done
                """);
        tmux("new-session", "-d", "exec '" + Checkout.kith() + "' announce web -- bash '" + command + "'");
        watch.awaitMatch(".* \\+ web .*");
        tmux("wait-for", "running");
        tmux("kill-session");
        watch.awaitMatch(".* - web .*  it said goodbye .*");
        assertThat(told(command)).containsExactly("told");
    }

    @Test
    void aKeyOfTheTerminalIsToldToTheCommandOnceWhereverTheOutputGoes() throws IOException {
        Path command = command("""
                trap 'echo told >>"$0.told"' INT
                tmux wait-for -S running
                until [ -e "$0.told" ]; do sleep 0.2; done
                for again in 1 2 3 4 5 6 7 8 9 10; do sleep 0.2; done
                """);
        tmux("new-session", "-d", "bash --norc");
        tmux(
                "send-keys",
                "'" + Checkout.kith() + "' announce web -- bash '" + command + "' | tee -i /dev/null",
                "Enter");
        watch.awaitMatch(".* \\+ web .*");
        tmux("wait-for", "running");
        tmux("send-keys", "C-c");
        watch.awaitMatch(".* - web .*  it said goodbye .*");
        assertThat(told(command)).containsExactly("told");
    }

    private Path command(String script) throws IOException {
        return Files.writeString(folder.resolve("command"), script);
    }

    private static List<String> told(Path command) throws IOException {
        return Files.readAllLines(command.resolveSibling("command.told"));
    }

    private void tmux(String... arguments) {
        Needs.tool("tmux");
        List<String> command = new ArrayList<>(List.of(
                "env", "LC_ALL=C.UTF-8", "tmux", "-S", folder.resolve("tmux").toString(), "-f", "/dev/null"));
        command.addAll(List.of(arguments));
        Program tmux = host.start(command);
        assertThat(tmux.awaitExit()).as("%s", tmux).isZero();
    }

    @Test
    void withoutACommandItIsAnnouncedUntilItIsStopped() {
        Program announce = host.kith("announce", "printer", "--service", "ipp:631");
        watch.awaitMatch(".* \\+ printer .*");
        assertThat(announce.signal("TERM").awaitExit()).isZero();
        watch.awaitMatch(".* - printer .*  it said goodbye .*");
        Program waiting = host.kith("wait", "--count", "9", "--name", "waiter", "--timeout", "1h");
        watch.awaitMatch(".* \\+ waiter .*");
        assertThat(waiting.signal("TERM").awaitExit()).isEqualTo(143);
        assertThat(waiting.errors()).isEmpty();
    }
}
