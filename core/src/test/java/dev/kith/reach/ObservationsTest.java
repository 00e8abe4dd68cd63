package dev.kith.reach;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.peer.Translation;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.junit.jupiter.api.Test;

class ObservationsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Endpoint OUTSIDE = at(203, 0, 1, 40_000);
    private static final Endpoint OTHER = at(203, 0, 1, 40_001);

    private final Observations observations = new Observations();

    @Test
    void anAddressOfItsOwnIsNoTranslation() {
        assertThat(observations.kind(0)).isEqualTo(Translation.UNKNOWN);
        observations.sawAtHome(new PeerId(1, 1));
        assertThat(observations.kind(0)).isEqualTo(Translation.NONE);
        assertThat(observations.outside(0)).isEmpty();
    }

    @Test
    void whatTheOnlyOneSeesIsToldAndWhatTwoSeeIsSure() {
        saw(1, OUTSIDE, 0);
        assertThat(observations.kind(0)).isEqualTo(Translation.SEEN_BY_ONE);
        assertThat(observations.outside(0)).containsExactly(OUTSIDE);
        saw(2, OUTSIDE, 0);
        saw(3, OTHER, 0);
        assertThat(observations.kind(0)).isEqualTo(Translation.SAME_FOR_ALL);
        assertThat(observations.outside(0)).containsExactly(OUTSIDE);
    }

    @Test
    void whereEachSeesAnotherNobodyCanBeTold() {
        saw(1, OUTSIDE, 0);
        saw(2, OTHER, 0);
        assertThat(observations.kind(0)).isEqualTo(Translation.DIFFERS);
        assertThat(observations.outside(0)).isEmpty();
    }

    @Test
    void itIsForgottenAfterTwoMinutes() {
        saw(1, OUTSIDE, 0);
        assertThat(observations.outside(119 * SECOND)).isNotEmpty();
        assertThat(observations.outside(120 * SECOND)).isEmpty();
    }

    private void saw(int by, Endpoint at, long now) {
        observations.sawElsewhere(new PeerId(by, by), at, now);
    }

    private static Endpoint at(int a, int b, int c, int port) {
        try {
            return new Endpoint(InetAddress.getByAddress(new byte[] {(byte) a, (byte) b, (byte) c, 7}), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
