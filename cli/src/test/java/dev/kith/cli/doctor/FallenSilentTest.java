package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import dev.kith.peer.Reachability;
import dev.kith.peer.Via;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which links and ways fell silent in a long look. */
class FallenSilentTest {
    private static final Reachability THERE =
            PaperSeen.answering(PaperSeen.peer("there", "10.0.0.2", Via.MULTICAST), Optional.of(true));
    private static final List<LinkHealth> MIDWAY = List.of(link(Way.IPV4, 7), link(Way.IPV6, 7), link(Way.BEACON, 7));

    @Test
    void oneWayAloneIsSeenThoughAnotherCarries() {
        List<LinkHealth> end = List.of(link(Way.IPV4, 7), link(Way.IPV6, 9), link(Way.BEACON, 9));
        assertThat(FallenSilent.between(MIDWAY, end, List.of(THERE))).containsExactly("eth0 IPv4");
    }

    @Test
    void whoIsNotThereAnyMoreOrHasNoAddressOfAWayIsNotMissed() {
        List<LinkHealth> end = List.of(link(Way.IPV4, 9), link(Way.IPV6, 7), link(Way.BEACON, 7));
        assertThat(FallenSilent.between(MIDWAY, end, List.of(THERE))).isEmpty();
        assertThat(FallenSilent.between(MIDWAY, MIDWAY, List.of())).isEmpty();
    }

    @Test
    void whatWasNeverHeardWhoDoesNotAnswerAndWhoIsOnAnotherLinkSayNothing() {
        List<LinkHealth> never = List.of(link(Way.IPV4, 0));
        assertThat(FallenSilent.between(never, never, List.of(THERE))).isEmpty();
        Reachability silent = PaperSeen.silent(THERE.peer());
        assertThat(FallenSilent.between(MIDWAY, MIDWAY, List.of(silent))).isEmpty();
        List<LinkHealth> elsewhere = List.of(link("eth1", Way.IPV4, 7));
        assertThat(FallenSilent.between(elsewhere, elsewhere, List.of(THERE))).isEmpty();
    }

    private static LinkHealth link(Way way, long others) {
        return link("eth0", way, others);
    }

    private static LinkHealth link(String name, Way way, long others) {
        return new LinkHealth(name, way, Optional.empty(), Optional.empty(), 9, 9, others, false);
    }
}
