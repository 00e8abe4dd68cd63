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

/** What a shell that has read the script completes. */
class CompletionTest {
    /** Types into a shell of its own what it is given and the key that completes; prints what the line is then. */
    private static final String TYPE_INTO_ZSH = """
            zmodload zsh/zpty
            zpty shell "HOME=${(q)1:h} TERM=dumb zsh -f -i"
            show='show() { print -r -- "<$BUFFER>" }; zle -N show; bindkey "^X" show'
            zpty -w shell "source ${(q)1}; $show; print ready-\\$((1 + 1))"
            zpty -r shell said '*ready-2*'
            zpty -w -n shell "$2"$'\\t\\x18'
            zpty -r shell said '*<*>*'
            print -r -- ${${said##*<}%%>*}
            """;

    @TempDir
    private Path folder = Path.of("");

    private Path script = Path.of("");

    @BeforeEach
    void writeScript() throws IOException {
        script = folder.resolve("kith");
        Files.writeString(script, CompletionScript.of(Commands.all()));
    }

    @Test
    void bashCompletesCommandsOptionsAndValues() throws Exception {
        assumeTrue(isThere("bash"), "bash is not installed");
        assertThat(completed("kith", "pe")).containsExactly("peers");
        assertThat(completed("kith", "")).contains("peers", "wait", "ping", "announce", "completion", "help");
        assertThat(completed("kith", "peers", "--ex")).containsExactly("--expect");
        assertThat(completed("kith", "peers", "--output", "")).contains("table", "wide", "plain");
        assertThat(completed("kith", "peers", "--sort", "r")).containsExactly("rtt");
        assertThat(completed("kith", "wait", "--status", "a")).containsExactly("alive");
        assertThat(completed("kith", "keys", "re")).containsExactly("remove");
        assertThat(completed("kith", "completion", "z")).containsExactly("zsh");
    }

    @Test
    void zshReadsItToo() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        assertThat(completedByZsh("kith pe")).isEqualTo("kith peers");
        assertThat(completedByZsh("kith peers --ex")).isEqualTo("kith peers --expect");
        assertThat(completedByZsh("kith peers --sort r")).isEqualTo("kith peers --sort rtt");
        assertThat(completedByZsh("kith keys re")).isEqualTo("kith keys remove");
    }

    @Test
    void bashCompletesFilesInterfacesAndWhatStandsBehindAnEqualsSign() throws Exception {
        assumeTrue(isThere("bash"), "bash is not installed");
        Files.writeString(folder.resolve("a.key"), "");
        for (String option : List.of("--key-file", "--config", "--identity")) {
            assertThat(completed("kith", "peers", option, folder + "/a")).containsExactly(folder + "/a.key");
        }
        assertThat(completed("kith", "peers", "--key-file", "=", folder + "/a")).containsExactly(folder + "/a.key");
        assertThat(completed("kith", "peers", "--state", folder.toString())).containsExactly(folder.toString());
        assertThat(completed("kith", "peers", "--state", folder + "/a")).isEmpty();
        assertThat(completed("kith", "keygen", folder + "/a")).containsExactly(folder + "/a.key");
        assertThat(completed("kith", "peers", "--sort", "=", "r")).containsExactly("rtt");
        assertThat(completed("kith", "peers", "--sort", "=")).contains("rtt", "name");
        assertThat(completed("kith", "peers", "-o", "col")).containsExactly("columns=");
        assertThat(completed("kith", "peers", "-o", "columns", "=", "name,ad")).containsExactly("name,address");
        assertThat(completed("kith", "peers", "--status", "alive,lo")).containsExactly("alive,lost");
        assertThat(completed("kith", "peers", "--interface", "l")).contains("lo");
    }

    @Test
    void bashCompletesTheCommandBehindTheDashesAndNothingWhereNothingIsKnown() throws Exception {
        assumeTrue(isThere("bash"), "bash is not installed");
        assertThat(completed("kith", "wait", "--count", "2", "--", "prin")).contains("printf");
        assertThat(completed("kith", "announce", "web", "--", "cat", script.toString()))
                .contains(script.toString());
        assertThat(completed("kith", "help", "pe")).containsExactly("peers");
        assertThat(completed("kith", "help", "peers", "")).isEmpty();
        assertThat(completed("kith", "why", "")).isEmpty();
        assertThat(completed("kith", "why", "peers", "--ver")).containsExactly("--verbose", "--version");
    }

    @Test
    void zshCompletesTheSame() throws Exception {
        assumeTrue(isThere("zsh"), "zsh is not installed");
        Files.writeString(folder.resolve("a.key"), "");
        assertThat(completedByZsh("kith peers --key-file " + folder + "/a"))
                .isEqualTo("kith peers --key-file " + folder + "/a.key");
        assertThat(completedByZsh("kith peers --config=" + folder + "/a"))
                .isEqualTo("kith peers --config=" + folder + "/a.key");
        assertThat(completedByZsh("kith peers --sort=r")).isEqualTo("kith peers --sort=rtt");
        assertThat(completedByZsh("kith peers -o columns=name,ad")).isEqualTo("kith peers -o columns=name,address");
        assertThat(completedByZsh("kith wait -- zmodl")).isEqualTo("kith wait -- zmodload");
        assertThat(completedByZsh("cd " + folder + "; kith why a.")).isEqualTo("cd " + folder + "; kith why a.");
        assertThat(completedByZsh("kith help pe")).isEqualTo("kith help peers");
    }

    @Test
    void aScriptThatEndsAtEachFaultMaySourceIt() throws Exception {
        assumeTrue(isThere("bash"), "bash is not installed");
        assertThat(output("bash", "-uec", "source \"$0\"; echo sourced", script.toString()))
                .isEqualTo("sourced");
    }

    private String completedByZsh(String line) throws Exception {
        return output("zsh", "-f", "-c", TYPE_INTO_ZSH, "zsh", script.toString(), line);
    }

    /** The last word is completed, as bash does when the key for it is hit, by a person who has unset variables refused. */
    private List<String> completed(String... words) throws Exception {
        // The shell allows compopt only while it completes.
        String program =
                "compopt() { :; }; source \"$0\" && COMP_WORDS=(\"$@\") && COMP_CWORD=$((${#COMP_WORDS[@]} - 1)) && _complete_kith;"
                        + " printf '%s\\n' \"${COMPREPLY[@]}\"";
        List<String> command = new ArrayList<>(List.of("bash", "-u", "-c", program, script.toString()));
        command.addAll(List.of(words));
        return output(command.toArray(String[]::new)).lines().map(String::strip).toList();
    }

    private static String output(String... command) throws Exception {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output.strip();
    }

    private static boolean isThere(String shell) throws InterruptedException {
        try {
            return new ProcessBuilder(shell, "-c", "true").start().waitFor() == 0;
        } catch (IOException none) {
            return false;
        }
    }
}
