package dev.kith.classic;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.text.Printable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class BeaconNameTest {
    private static final Pattern VECTOR = Pattern.compile("(?m)^classic ([0-9a-f]*|-) => (.*)$");

    @Test
    void readsEveryVectorOfTheProtocolPage() throws IOException {
        Path page = Path.of(System.getProperty("kith.root"), "PROTOCOL.md");
        List<MatchResult> vectors =
                VECTOR.matcher(Files.readString(page)).results().toList();
        assertThat(vectors).hasSizeGreaterThanOrEqualTo(12);
        for (MatchResult vector : vectors) {
            String hex = vector.group(1).equals("-") ? "" : vector.group(1);
            assertThat(BeaconName.of(HexFormat.of().parseHex(hex))).as(hex).isEqualTo(vector.group(2));
        }
    }

    @Test
    void isCutAt64CharactersNotUnits() {
        assertThat(name("x".repeat(60_000))).isEqualTo("x".repeat(64));
        assertThat(name("{\"username\":\"" + "👧".repeat(16_000) + "\"}")).isEqualTo("👧".repeat(64));
    }

    @Test
    void bytesThatAreNotUtf8AreShownInHex() {
        byte[] long40 = new byte[40];
        java.util.Arrays.fill(long40, (byte) 0xFF);
        assertThat(BeaconName.of(long40)).isEqualTo("0x" + "ff".repeat(31));
    }

    @Test
    void nestingAsDeepAsADatagramAllowsIsReadAndCostsNothing() {
        String bomb = "[".repeat(32_000) + "]".repeat(32_000);
        assertThat(name("{\"a\":" + bomb + ",\"username\":\"deep\"}")).isEqualTo("deep");
        assertThat(name("{\"a\":".repeat(13_000)))
                .isEqualTo("{\"a\":".repeat(13_000).substring(0, 64));
        assertThat(name("[".repeat(65_507))).isEqualTo("[".repeat(64));
    }

    @Test
    void anyBytesGiveAPrintableNameOfAtMost64Characters() {
        Random random = new Random(1);
        for (int i = 0; i < 50_000; i++) {
            byte[] datagram = new byte[random.nextInt(200)];
            random.nextBytes(datagram);
            if (random.nextBoolean()) {
                for (int at = 0; at < datagram.length; at++) {
                    datagram[at] &= 0x7F;
                }
            }
            String name = BeaconName.of(datagram);
            assertThat(name).isNotEmpty();
            assertThat(name.codePointCount(0, name.length())).isLessThanOrEqualTo(64);
            assertThat(Printable.is(name)).isTrue();
        }
    }

    private static String name(String text) {
        return BeaconName.of(text.getBytes(UTF_8));
    }
}
