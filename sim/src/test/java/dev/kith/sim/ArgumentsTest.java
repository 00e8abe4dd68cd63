package dev.kith.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What cannot be is said in one line, and nothing is begun. */
class ArgumentsTest {
    @Test
    void aGroupOfOneIsNone() throws Exception {
        assertRefused(Measured.class, "1 is no number from 2 to 2147483647", "1");
    }

    @Test
    void aSizeIsRefusedBeforeThoseBeforeItAreMeasured() throws Exception {
        assertRefused(Measured.class, "x is no number from 2 to 2147483647", "2:0", "x");
    }

    @Test
    void whatFollowsAllThatIsKnownIsNotPassedOver() throws Exception {
        assertRefused(Seeds.class, "7 is one argument too many", "1", "1", "7");
        assertRefused(Seeds.class, "7 is one argument too many", "replay", "1", "7");
    }

    private static void assertRefused(Class<?> program, String line, String... args)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        String classes = "target/classes:../core/target/classes";
        List<String> command = new ArrayList<>(List.of(java.toString(), "-cp", classes, program.getName()));
        command.addAll(List.of(args));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(said).isEqualTo(line + "\n");
        assertThat(process.waitFor()).isEqualTo(2);
    }
}
