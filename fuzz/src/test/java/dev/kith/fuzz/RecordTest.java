package dev.kith.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kith.roster.NodeRecord;
import dev.kith.text.Printable;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a record or none; what one says is the same when it is said again. */
class RecordTest {
    static Stream<byte[]> vectors() throws IOException {
        return Vectors.records().stream();
    }

    @MethodSource("vectors")
    @FuzzTest
    void anyBytes(byte[] bytes) {
        Wire.readRecord(bytes).ifPresent(record -> {
            assertThat(Printable.is(record.about().name())).isTrue();
            assertThat(record.about().endpoints()).hasSizeLessThanOrEqualTo(NodeRecord.About.MAX_ENDPOINTS);
            // One with room for no more endpoints may be said by a node that has no more.
            Optional<byte[]> part =
                    Wire.signedPart(record.id(), record.incarnation(), record.version(), record.content());
            part.ifPresent(signed -> requireSame(record, signed));
        });
    }

    private static void requireSame(NodeRecord record, byte[] part) {
        NodeRecord again = Wire.readRecord(Wire.join(part, record.signature())).orElseThrow();
        assertThat(Same.areSame(record.content(), again.content()))
                .as("%s and %s", record.content(), again.content())
                .isTrue();
        assertThat(again.fingerprint()).isEqualTo(record.fingerprint());
    }
}
