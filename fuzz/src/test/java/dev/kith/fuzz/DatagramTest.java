package dev.kith.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.MethodSource;

/** Any bytes are a message or none; a message is the same when it is said again. */
class DatagramTest {
    static Stream<byte[]> vectors() throws IOException {
        return Vectors.datagrams().stream();
    }

    @MethodSource("vectors")
    @FuzzTest
    void anyBytes(byte[] datagram) {
        Wire.read(datagram).ifPresent(heard -> {
            byte[] bytes = Wire.bytes(heard);
            Datagrams.Ok again = Wire.read(bytes).orElseThrow();
            assertThat(bytes.length).isLessThanOrEqualTo(datagram.length);
            assertThat(Wire.bytes(again)).isEqualTo(bytes);
            assertThat(again.header()).isEqualTo(heard.header());
            // What another tells of a peer is cut where it is longer than a node would say it.
            if (!(heard.message() instanceof Message.Because)) {
                assertThat(Same.areSame(heard.message(), again.message()))
                        .as("%s and %s", heard.message(), again.message())
                        .isTrue();
            }
        });
    }
}
