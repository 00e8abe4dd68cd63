package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** A signal, and what is said before the process ends. */
class LeavingTest {
    @Test
    void aSignalThatComesBeforeThereIsSomethingToSayWaitsForIt() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        Starting.class.getName())
                .start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("starting");
            assertThat(process.toHandle().destroy()).isTrue();
            process.outputWriter(StandardCharsets.UTF_8).append("opened\n").flush();
            assertThat(said.readLine()).isEqualTo("goodbye");
            assertThat(process.waitFor()).isZero();
        } finally {
            process.destroyForcibly();
        }
    }

    /** A command that has not opened its node yet; it does when it is told to. */
    static final class Starting {
        private Starting() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Leaving.onSignal(OptionalInt.of(Exit.DONE));
            Console.print("starting");
            while (System.in.read() != '\n') {
                // not told yet
            }
            Leaving.sayGoodbyeBy(() -> {
                Console.print("goodbye");
                Leaving.ended();
            });
            Thread.currentThread().join();
        }
    }
}
