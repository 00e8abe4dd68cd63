package dev.kith.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.AutoComplete;

/** What a shell that has read the script completes. */
class CompletionTest {
    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void writeScript() throws IOException {
        script = folder.resolve("kith");
        Files.writeString(script, AutoComplete.bash("kith", Commands.all()));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        assumeTrue(isThere("bash"), "bash is not installed");
        assertThat(completed("bash", "kith", "pe")).containsExactly("peers");
        assertThat(completed("bash", "kith", "")).contains("peers", "wait", "ping", "announce", "completion", "help");
        assertThat(completed("bash", "kith", "peers", "--ex")).containsExactly("--expect");
        assertThat(completed("bash", "kith", "peers", "--output", "")).contains("table", "wide", "plain");
        assertThat(completed("bash", "kith", "peers", "--sort", "r")).containsExactly("rtt");
        assertThat(completed("bash", "kith", "wait", "--status", "a")).containsExactly("alive");
        assertThat(completed("bash", "kith", "keys", "re")).containsExactly("remove");
        assertThat(completed("bash", "kith", "completion", "z")).containsExactly("zsh");
    }

    @Test
    void zshReadsItToo() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertThat(completed("zsh", "kith", "pe")).containsExactly("peers");
        assertThat(completed("zsh", "kith", "peers", "--ex")).containsExactly("--expect");
    }

    /** The last word is completed, as the shell does when the key for it is hit. */
    private List<String> completed(String shell, String... words) throws Exception {
        // The shell allows compopt only while it completes.
        String program =
                "compopt() { :; }; source \"$0\" && COMP_WORDS=(\"$@\") && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _complete_kith;"
                        + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of(shell, "-c", program, script.toString()));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.lines().map(String::strip).toList();
    }

    private static boolean isThere(String shell) throws InterruptedException {
        try {
            return new ProcessBuilder(shell, "-c", "true").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
