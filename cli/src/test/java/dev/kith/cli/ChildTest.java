package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/** Which words are a command to run. */
class ChildTest {
    @Test
    void aCommandIsWhatIsBehindTheDashes() {
        assertThat(check("web", "--service", "http:1", "--", "python3", "-m", "http.server"))
                .containsExactly("python3", "-m", "http.server");
        assertThat(check("web")).isEmpty();
    }

    @Test
    void aWordTooManyAndAWordTooFewAreRefused() {
        assertThatThrownBy(() -> check("web", "server", "--meta", "a=b"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'server' is one word too many; a command to run goes behind --");
        assertThatThrownBy(() -> check("my", "web", "--", "ls"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'web' is one word too many; a command to run goes behind --");
        assertThatThrownBy(() -> check("--service", "http:1", "--", "python3", "-m", "http.server"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("'python3' behind -- is a command to run; what goes before it is missing");
    }

    @Test
    void theLocaleIsGivenBackWhereTheLauncherTookIt() {
        assertThat(localeOfCommand(Optional.empty())).containsExactly(entry("LC_ALL", "C"));
        assertThat(localeOfCommand(Optional.of("de_DE.UTF-8"))).containsExactly(entry("LC_ALL", "de_DE.UTF-8"));
        assertThat(localeOfCommand(Optional.of(""))).isEmpty();
    }

    private static Map<String, String> localeOfCommand(Optional<String> toldByLauncher) {
        toldByLauncher.ifPresent(locale -> System.setProperty("kith.locale", locale));
        try {
            Map<String, String> environment = new HashMap<>(Map.of("LC_ALL", "C"));
            Child.restoreLocale(environment);
            return environment;
        } finally {
            System.clearProperty("kith.locale");
        }
    }

    @Test
    void theTerminalTellsThoseInItsForeground() {
        assertThat(Foreground.isIn("7 (java) S 1 70 5 34816 70 4194304 0")).isTrue();
        assertThat(Foreground.isIn("7 (a) b) S 1 70 5 34816 71 4194304 0")).isFalse();
        assertThat(Foreground.isIn("7 (java) S 1 70 5 0 -1 4194304 0"))
                .as("no terminal")
                .isFalse();
    }

    /** As {@code kith announce} takes them. */
    private static List<String> check(String... arguments) {
        Operand<List<String>> behind = Operand.from(1, "CMD", "");
        CommandSpec spec = CommandSpec.create()
                .addOption(Option.several("--service --meta", "", "").spec())
                .addPositional(Operand.first("NAME", "").spec())
                .addPositional(behind.spec());
        new CommandLine(spec).parseArgs(arguments);
        return Child.behindDashes(behind);
    }
}
