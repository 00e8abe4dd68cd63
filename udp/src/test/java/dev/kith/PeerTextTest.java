package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Addresses as people type them; what is none is not looked up. */
class PeerTextTest {
    @Test
    void anAddressIsReadInEveryForm() {
        Map<String, String> read = Map.of(
                "10.0.0.4", "10.0.0.4:0",
                "10.0.0.4:41234", "10.0.0.4:41234",
                "::1", "[::1]:0",
                "FE80:0:0:0:0:0:0:1", "[fe80::1]:0",
                "fe80::1%eth0", "[fe80::1]:0",
                "[fe80::1%eth0]:9779", "[fe80::1]:9779",
                "[2001:db8::2]", "[2001:db8::2]:0",
                "::ffff:10.0.0.4", "10.0.0.4:0");
        read.forEach((typed, address) -> assertThat(PeerText.parse(typed).address())
                .as(typed)
                .hasValueSatisfying(endpoint -> assertThat(endpoint).hasToString(address)));
    }

    @Test
    void whatIsNoAddressIsAName() {
        for (String name : List.of(
                "anna",
                "cafe",
                "localhost",
                "10.0.0",
                "300.1.1.1",
                "10.0.0.4:99999",
                "a:b",
                ":",
                ".:",
                "[::1",
                "::1]:1",
                "classic:10.0.0.4:7",
                "1:2",
                "fe80::1::2")) {
            assertThat(PeerText.parse(name).address()).as(name).isEmpty();
        }
    }
}
