package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** A signal, and what is said before the process ends. */
class LeavingTest {
    @Test
    void aSignalThatComesBeforeThereIsSomethingToSayWaitsForIt() throws Exception {
        Process process = start(Starting.class).start();
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

    @Test
    void whatACommandStillWantsOfItsNodeWhenASignalHasClosedItIsNoFailure() throws Exception {
        Process process = start(Using.class).redirectErrorStream(true).start();
        try (BufferedReader said = process.inputReader(StandardCharsets.UTF_8)) {
            assertThat(said.readLine()).isEqualTo("using");
            assertThat(process.toHandle().destroy()).isTrue();
            assertThat(said.lines()).containsExactly("code 0");
        } finally {
            process.destroyForcibly();
        }
    }

    private static ProcessBuilder start(Class<?> program) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                program.getName());
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

    /** A command that uses its node, which is closed meanwhile. */
    static final class Using implements Callable<Integer> {
        private static final CountDownLatch CLOSED = new CountDownLatch(1);

        private Using() {}

        public static void main(String[] args) {
            Leaving.onSignal(OptionalInt.of(Exit.DONE));
            Leaving.sayGoodbyeBy(CLOSED::countDown);
            int code = new CommandLine(CommandLine.Model.CommandSpec.wrapWithoutInspection(new Using()))
                    .setExecutionExceptionHandler(new Running())
                    .execute();
            Console.print("code " + code);
            Leaving.ended();
        }

        @Override
        public Integer call() throws InterruptedException {
            Console.print("using");
            CLOSED.await();
            throw new IllegalStateException("the membership is closed");
        }
    }
}
