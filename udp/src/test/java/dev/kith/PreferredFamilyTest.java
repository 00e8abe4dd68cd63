package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A JVM may be told which family of addresses it is to prefer, once, at its start. */
class PreferredFamilyTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    void anAddressOfAFamilyThatTheJvmDoesNotSpeakIsNotToldWhichIsSaid() throws Exception {
        assertThat(said("preferIPv4Stack=true", "2001:db8::4"))
                .contains("2001:db8:0:0:0:0:0:4 is not told to others: this node has no port of IPv6")
                .contains("they met: true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"preferIPv6Addresses=true", "preferIPv6Addresses=system", "preferIPv4Stack=true"})
    void twoNodesMeetWhateverFamilyIsPreferred(String preference) throws Exception {
        assertThat(said(preference)).contains("they met: true");
    }

    private static String said(String preference, String... advertised) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Djava.net." + preference,
                "-cp",
                System.getProperty("java.class.path"),
                Meeting.class.getName()));
        command.addAll(List.of(advertised));
        Process meeting = new ProcessBuilder(command).redirectErrorStream(true).start();
        return new String(meeting.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Two nodes of a JVM. */
    static final class Meeting {
        private Meeting() {}

        /** Says what they cannot do, and whether they met, with these addresses to tell others. */
        public static void main(String[] args) throws IOException, InterruptedException {
            // By the beacon they would meet whatever their records name.
            Config.Builder builder = Config.builder().loopbackOnly().classic(args.length == 0);
            for (String address : args) {
                builder.advertise(address);
            }
            Config config = builder.build();
            String group = "family " + UUID.randomUUID();
            try (Kith anna = Kith.join(config, group, me -> me.name("anna"));
                    Kith bob = Kith.join(config, group, me -> me.name("bob"))) {
                anna.node().degraded().forEach(System.out::println);
                System.out.println("they met: " + (anna.await(1, PATIENCE) && bob.await(1, PATIENCE)));
            }
        }
    }
}
