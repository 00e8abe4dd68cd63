package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which words are a command to run. */
class ChildTest {
    @Test
    void aCommandIsWhatIsBehindTheDashes() {
        check("web", "--service", "http:1", "--", "python3", "-m", "http.server");
        assertThatCode(() -> check("web")).doesNotThrowAnyException();
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

    private static void check(String... arguments) {
        Named named = new Named();
        Child.requireBehindDashes(new CommandLine(named).parseArgs(arguments), named.command);
    }

    /** As {@code kith announce} takes them. */
    static final class Named {
        @SuppressWarnings("UnusedVariable") // it is there to be filled in
        @Parameters(index = "0")
        private String name = "";

        @Parameters(index = "1..*")
        private List<String> command = new ArrayList<>();

        @SuppressWarnings("UnusedVariable") // as above
        @Option(names = {"--service", "--meta"})
        private List<String> any = new ArrayList<>();
    }
}
