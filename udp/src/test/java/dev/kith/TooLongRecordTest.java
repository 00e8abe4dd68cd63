package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** What does not fit a record is the caller's fault, however much it is, and the node goes on. */
class TooLongRecordTest {
    private final Config config = Config.builder().loopbackOnly().classic(false).build();

    @Test
    void aGroupIsNotJoinedWithIt() {
        assertThatThrownBy(() -> Kith.join(config, "long", TooLongRecordTest::offerTooMuch))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the record would be");
    }

    @Test
    void anUpdateChangesNothing() throws Exception {
        try (Kith anna = Kith.join(config, "long", me -> me.service("http", 8080))) {
            assertThatThrownBy(() -> anna.update(TooLongRecordTest::offerTooMuch))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the record would be");
            assertThat(anna.self().services()).containsOnlyKeys("http");
            anna.update(me -> me.service("ssh", 22));
            assertThat(anna.self().services()).containsOnlyKeys("http", "ssh");
        }
    }

    private static void offerTooMuch(Me me) {
        for (int i = 0; i < 200; i++) {
            me.service("a service of a long name " + i, 8080);
        }
    }
}
