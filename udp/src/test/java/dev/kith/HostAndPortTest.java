package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostAndPortTest {
    @ParameterizedTest
    @CsvSource({
        "a.example, a.example, 0, false",
        "a.example:7, a.example, 7, false",
        "10.0.0.4, 10.0.0.4, 0, true",
        "10.0.0.4:65535, 10.0.0.4, 65535, true",
        "fd00::4, fd00::4, 0, true",
        "[fd00::4], fd00::4, 0, true",
        "[fe80::1%eth0]:9780, fe80::1%eth0, 9780, true",
    })
    void theFormsOfIt(String text, String host, int port, boolean isAddress) {
        HostAndPort read = HostAndPort.parse("seed", text);
        assertThat(read).isEqualTo(new HostAndPort(host, port == 0 ? OptionalInt.empty() : OptionalInt.of(port)));
        assertThat(read.isAddress()).isEqualTo(isAddress);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ":7",
                "a:",
                "a:0",
                "a:65536",
                "a:x",
                "[fd00::4",
                "[]:7",
                "a b",
                "http://a",
                "[fd00::4]7",
                "999.0.0.1",
                "1.2.3.4000:7"
            })
    void whatIsNoneOfThem(String text) {
        assertThatThrownBy(() -> HostAndPort.parse("seed", text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("seed '" + text + "' is not HOST or HOST:PORT");
    }

    @Test
    void whatIsWrongWithSettings() {
        assertThatThrownBy(() -> Config.builder().advertise("a.example"))
                .hasMessageContaining("'a.example' is not an address");
        for (String nowhere :
                List.of("0.0.0.0", "224.0.0.1:7", "255.255.255.255", "203.0.113.4:9778", "ff02::1", "::")) {
            assertThatThrownBy(() -> Config.builder().advertise(nowhere))
                    .hasMessage("advertised address '" + nowhere + "' is none at which a node can be");
        }
        assertThatThrownBy(() -> Config.builder().ownPort(9778).build()).hasMessageContaining("own port 9778");
    }
}
