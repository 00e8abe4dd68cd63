package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;

/** What a test needs of the machine; without it the test is left out, and says so. */
final class Needs {
    /** Long enough for a few builds at once on a loaded machine. */
    static final Duration BUILD = Duration.ofMinutes(5);

    private static final Optional<String> NO_WORLD = World.missing();

    private Needs() {}

    /** A fresh world, and a program that was built. */
    static World world() {
        Assumptions.assumeTrue(NO_WORLD.isEmpty(), () -> "left out: " + NO_WORLD.orElse(""));
        int built = Program.start(List.of(Checkout.kith(), "version")).awaitExit(BUILD);
        assertThat(built).as("./kith version").isZero();
        return World.create();
    }

    static void tool(String name) {
        boolean found = List.of(System.getenv("PATH").split(":")).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, name)));
        Assumptions.assumeTrue(found, "left out: " + name + " is not installed");
    }
}
