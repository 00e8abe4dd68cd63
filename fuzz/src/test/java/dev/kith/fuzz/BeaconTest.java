package dev.kith.fuzz;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kith.classic.BeaconName;
import dev.kith.text.Printable;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes have a name that may be shown, however long they are and however deep. */
class BeaconTest {
    private static final int MAX_DATAGRAM = 65_507;
    private static final int PARTS = 8;
    /** Ten times what it takes; until then nothing can be told from how long it took. */
    private static final long WORTH_A_LOOK = 50_000_000L;

    private static final ThreadMXBean PROCESSOR = ManagementFactory.getThreadMXBean();

    static Stream<byte[]> vectors() throws IOException {
        return Vectors.beacons().stream();
    }

    /** The first byte says how many of those behind it are said once. */
    static Stream<byte[]> pieces() {
        return Stream.of(
                        "\0{\"a\":",
                        "\5{\"a\":[",
                        "\0{\"username\":\"",
                        "\1{\"username\":\"x\",",
                        "\15{\"username\":\"\\u0041",
                        "\0 ")
                .map(text -> text.getBytes(UTF_8));
    }

    @MethodSource("vectors")
    @FuzzTest
    void anyBytes(byte[] datagram) {
        requireName(datagram);
    }

    /** The longest of its kind: eight times as many bytes take eight times as long, not sixty-four. */
    @MethodSource("pieces")
    @FuzzTest
    void anyPieceAgainAndAgain(byte[] piece) {
        if (piece.length < 2) {
            return;
        }
        int once = 1 + Math.min(piece[0] & 0xFF, piece.length - 2);
        byte[] datagram = new byte[MAX_DATAGRAM];
        for (int at = 0; at < datagram.length; at++) {
            int from = 1 + at;
            datagram[at] = piece[from < once ? from : once + (from - once) % (piece.length - once)];
        }
        if (nanos(datagram) > WORTH_A_LOOK) {
            byte[] part = Arrays.copyOf(datagram, datagram.length / PARTS);
            assertThat(leastNanos(datagram)).isLessThan(3 * PARTS * leastNanos(part));
        }
    }

    private static long leastNanos(byte[] datagram) {
        return LongStream.generate(() -> nanos(datagram)).limit(3).min().orElseThrow();
    }

    /** Of this thread alone, so that load does not count. */
    private static long nanos(byte[] datagram) {
        long before = PROCESSOR.getCurrentThreadCpuTime();
        requireName(datagram);
        return PROCESSOR.getCurrentThreadCpuTime() - before;
    }

    private static void requireName(byte[] datagram) {
        String name = BeaconName.of(datagram);
        assertThat(Printable.is(name)).isTrue();
        assertThat(name).isNotEmpty();
        assertThat(name.codePointCount(0, name.length()))
                .isLessThanOrEqualTo(BeaconName.MAX_CHARACTERS + "0x".length());
    }
}
