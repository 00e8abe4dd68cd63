package dev.kith.roster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class PathsTest {
    private static final Endpoint NEAR = endpoint("10.0.0.1");
    private static final Endpoint FAR = endpoint("192.168.9.1");
    private static final Endpoint OF_THE_LINK = endpoint("fe80::1%7");

    private final Paths paths = new Paths();

    PathsTest() {
        paths.name(List.of(FAR, NEAR, OF_THE_LINK.withoutLink()));
    }

    @Test
    void anAddressThatAnswersIsBetterThanOneHeardFromAndThatThanOneOnlyNamed() {
        paths.heard(OF_THE_LINK, 5);
        paths.proved(FAR, Duration.ofMillis(30));
        assertThat(paths.bestFirst()).containsExactly(FAR, OF_THE_LINK, NEAR);
    }

    @Test
    void theQuickestAnswerIsTheBestButThatOfOneLinkOnlyComesLast() {
        paths.heard(OF_THE_LINK, 5);
        paths.proved(OF_THE_LINK, Duration.ofMillis(1));
        paths.proved(FAR, Duration.ofMillis(30));
        paths.proved(NEAR, Duration.ofMillis(2));
        assertThat(paths.bestFirst()).containsExactly(NEAR, FAR, OF_THE_LINK);
        assertThat(paths.rtt()).contains(Duration.ofMillis(2));
    }

    @Test
    void anAddressThatWasSilentTwiceIsNoBetterThanOneThatNeverAnswered() {
        paths.proved(FAR, Duration.ofMillis(1));
        paths.proved(NEAR, Duration.ofMillis(2));
        paths.silent(FAR);
        assertThat(paths.bestFirst()).startsWith(FAR);
        paths.silent(FAR);
        assertThat(paths.bestFirst()).startsWith(NEAR);
    }

    @Test
    void anAddressThatNoRecordNamesIsNoPath() {
        assertThat(paths.heard(endpoint("10.0.0.66"), 5)).isFalse();
        paths.name(List.of(FAR));
        assertThat(paths.bestFirst()).containsExactly(FAR);
    }

    private static Endpoint endpoint(String ip) {
        try {
            return new Endpoint(InetAddress.getByName(ip), 4000);
        } catch (UnknownHostException notAnIp) {
            throw new IllegalArgumentException(notAnIp);
        }
    }
}
