package dev.kith.udp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class GuestsTest {
    private static final Optional<InetAddress> OWN = Optional.empty();
    private static final Optional<InetAddress> DOOR = Optional.of(InetAddress.getLoopbackAddress());
    private static final Endpoint GUEST = new Endpoint(InetAddress.getLoopbackAddress(), 7);

    private final Guests guests = new Guests();

    @Test
    void whoNeverCameByADoorIsSpokenToByTheOwnSocket() {
        guests.heard(GUEST, OWN);
        assertThat(guests.isGuest(GUEST)).isFalse();
        assertThat(ways(4)).containsOnly(OWN);
    }

    @Test
    void whatIsSentInTheNameOfAnotherToADoorTakesEveryOtherWordAtMost() {
        for (int i = 0; i < 100; i++) {
            guests.heard(GUEST, DOOR);
        }
        assertThat(ways(6)).filteredOn(OWN::equals).hasSize(3);
        guests.proved(GUEST, OWN);
        assertThat(ways(6)).containsOnly(OWN);
    }

    @Test
    void whoHasProvenItselfByADoorIsNotDrivenFromItByAnybody() {
        guests.proved(GUEST, DOOR);
        assertThat(ways(4)).containsOnly(DOOR);
        for (int i = 0; i < 100; i++) {
            guests.heard(GUEST, OWN);
        }
        assertThat(ways(6)).filteredOn(DOOR::equals).hasSize(3);
        guests.proved(GUEST, DOOR);
        assertThat(ways(4)).containsOnly(DOOR);
    }

    private List<Optional<InetAddress>> ways(int count) {
        List<Optional<InetAddress>> ways = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            ways.add(guests.doorFor(GUEST));
        }
        return ways;
    }
}
