package dev.kith.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.text.Utf8;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.ObjectMapper;

class BeaconTest {
    private final ObjectMapper json = new ObjectMapper();

    @Test
    void isTheArticlesJson() {
        assertThat(new String(Beacon.encode("hackerman1337"), UTF_8)).isEqualTo("{\"username\":\"hackerman1337\"}");
    }

    @Test
    void aNameThatFitsExactlyIsKeptWholeAndOneByteMoreIsCut() {
        assertThat(Beacon.encode("x".repeat(105))).hasSize(120);
        assertThat(Beacon.encode("x".repeat(106))).isEqualTo(Beacon.encode("x".repeat(105)));
    }

    @Test
    void isCutAtACharacterWithinTheBufferOfTheRustListener() {
        byte[] beacon = Beacon.encode("x" + "日".repeat(60));
        assertThat(beacon).hasSizeLessThanOrEqualTo(120);
        assertThat(new String(beacon, UTF_8)).isEqualTo("{\"username\":\"x" + "日".repeat(34) + "\"}");
    }

    @Test
    void anyNameGivesValidUtf8AndJsonOfAtMost120Bytes() {
        Random random = new Random(9778);
        for (int i = 0; i < 20_000; i++) {
            String name = randomName(random);
            byte[] beacon = Beacon.encode(name);
            assertThat(beacon.length).isLessThanOrEqualTo(120);
            String said = json.readTree(Utf8.decode(beacon).orElseThrow())
                    .get("username")
                    .asString();
            assertThat(dev.kith.text.Printable.of(name)).startsWith(said);
        }
    }

    private static String randomName(Random random) {
        int[] ceilings = {0x30, 0x80, 0x800, 0x10000, 0x110000};
        return random.ints(random.nextInt(140), 0, ceilings[random.nextInt(ceilings.length)])
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
