package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM may be told which family of addresses it is to prefer, once, at its start. */
class PreferredFamilyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @ParameterizedTest
    @ValueSource(strings = {"preferIPv6Addresses=true", "preferIPv6Addresses=system", "preferIPv4Stack=true"})
    void twoNodesMeetWhateverFamilyIsPreferred(String preference) throws Exception {
        Process meeting = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.net." + preference,
                        "-cp",
                        System.getProperty("java.class.path"),
                        Meeting.class.getName())
                .redirectErrorStream(true)
                .start();
        String said = new String(meeting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(said).contains("they met: true");
    }

    /** Two nodes of a JVM. */
    static final class Meeting {
        private Meeting() {}

        /** Says whether they met. */
        public static void main(String[] args) throws IOException, InterruptedException {
            Config config = Config.builder().loopbackOnly().build();
            String group = "family " + UUID.randomUUID();
            try (Kith anna = Kith.join(config, group, me -> me.name("anna"));
                    Kith bob = Kith.join(config, group, me -> me.name("bob"))) {
                System.out.println("they met: " + (anna.await(1, PATIENCE) && bob.await(1, PATIENCE)));
            }
        }
    }
}
