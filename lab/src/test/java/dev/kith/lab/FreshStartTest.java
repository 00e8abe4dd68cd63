package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a fresh JVM is spared until a newcomer knows who is there. */
@Tag("once")
class FreshStartTest {
    @Test
    void noEqualityOfARecordAndNoLambdaIsMadeWhereTheFirstAnswersWait(@TempDir Path folder) throws IOException {
        Path loaded = folder.resolve("loaded");
        try (World world = Needs.world()) {
            world.host("a").kith("watch", "--name", "anna").awaitError("here as 'anna'");
            Program newcomer = world.host("b")
                    .start(List.of(
                            System.getProperty("java.home") + "/bin/java",
                            "-Xlog:class+load:file=" + loaded,
                            "-jar",
                            jar().toString(),
                            "watch"));
            newcomer.awaitMatch(".* \\+ anna .*");
            assertThat(Files.readAllLines(loaded))
                    .anyMatch(line -> line.contains(" dev.kith.node.Spreading "))
                    .noneMatch(line -> line.contains(" java.lang.runtime.ObjectMethods "))
                    .noneMatch(line -> line.matches(".* dev\\.kith\\.\\S*\\$\\$Lambda\\S* .*"));
        }
    }

    /** What {@code ./kith} runs. */
    private static Path jar() throws IOException {
        Path build = Checkout.root().resolve(".build");
        return build.resolve(Files.readString(build.resolve("current")).strip()).resolve("kith-cli.jar");
    }
}
