package dev.kith.node;

import static dev.kith.node.Speaker.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.Status;
import dev.kith.peer.Via;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whose places those take of whom others tell, and who comes before them. */
class PlacesTest {
    private static final int PER_ADDRESS = 4;
    private static final int PER_NETWORK = 12;
    private static final Endpoint LIAR = at(9, 5009);
    private static final Endpoint CARL = at(3, 5003);

    private final Speaker.Time time = new Speaker.Time();
    private final Speaker anna = new Speaker(time, at(1, 5001), new Limits(16, PER_ADDRESS, PER_NETWORK));
    private int made;

    PlacesTest() {
        anna.join("anna");
    }

    @Test
    void whatOneAddressPassesOnTakesItsOwnPlacesWhereverThatIsSaidToBe() {
        Speaker liar = comes("liar", LIAR);
        for (int i = 0; i < 9; i++) {
            tell(liar, 20 + i);
        }
        assertThat(anna.names()).filteredOn(name -> name.startsWith("ghost")).hasSize(PER_ADDRESS - 1);
        assertThat(anna.told).anyMatch(event -> event.toString().contains("the roster holds 4 peers of 10.0.0.9"));
    }

    @Test
    void whoIsHeardComesBeforeThoseWhoWereOnlySaidToBeAtItsAddress() {
        for (int tellers = 0; tellers < 2; tellers++) {
            Speaker liar = comes("liar", at(40 + tellers, 5009));
            tell(liar, 3);
            tell(liar, 3);
        }
        assertThat(anna.names()).filteredOn(name -> name.startsWith("ghost")).hasSize(PER_ADDRESS);
        comes("carl", CARL);
        assertThat(anna.peer("carl").status()).isEqualTo(Status.ALIVE);
        assertThat(anna.names()).filteredOn(name -> name.startsWith("ghost")).hasSize(PER_ADDRESS - 1);
    }

    @Test
    void whoIsHeardComesBeforeThoseWhoWereOnlySaidToBeInItsNetwork() {
        for (int tellers = 0; tellers < 3; tellers++) {
            Speaker liar = comes("liar", at(40 + tellers, 5009));
            for (int ghosts = 0; ghosts < 3; ghosts++) {
                tell(liar, 60 + made);
            }
        }
        assertThat(anna.names()).hasSize(PER_NETWORK);
        for (int more = 0; more < 9; more++) {
            comes("heard", at(100 + more, 5003));
        }
        assertThat(anna.names()).hasSize(PER_NETWORK).noneMatch(name -> name.startsWith("ghost"));
        comes("carl", CARL);
        // Those who were heard are there.
        assertThat(anna.names()).doesNotContain("carl");
    }

    @Test
    void whoIsToldOfAndHeardElsewhereTakesAPlaceThere() {
        Endpoint shared = at(50, 5050);
        for (int i = 0; i < PER_ADDRESS; i++) {
            Speaker liar = comes("liar", at(40 + i, 5009));
            Speaker ghost = new Speaker(time, at(3, 6000 + i), Limits.DEFAULT);
            ghost.step(new Input.Network(new TreeSet<>(List.of("eth0")), List.of(at(3, 6000 + i), shared), 1));
            ghost.join("ghost");
            anna.hear(liar.own, Via.UNICAST, liar.say(new Message.Relay(false, recordOf(ghost))));
            anna.passMillis(200);
            anna.hear(shared, Via.UNICAST, ghost.say(new Message.Probe(1, new Message.View(1, 1), anna.own)));
        }
        comes("carl", CARL);
        assertThat(anna.names()).contains("carl").filteredOn("ghost"::equals).hasSize(PER_ADDRESS);
        comes("late", at(50, 5051));
        assertThat(anna.names()).doesNotContain("late");
    }

    /** Each host of it may be a member. */
    @Test
    void nobodyLosesAPlaceForWhatANetworkThatIsAlmostFullPassesOn() {
        Speaker teller = comes("teller", LIAR);
        for (int others = 2; others < PER_NETWORK; others++) {
            comes("heard", at(100 + others, 5003));
        }
        Speaker beyond = new Speaker(time, new Endpoint(beyond(), 5009), Limits.DEFAULT);
        beyond.join("beyond");
        anna.hear(teller.own, Via.UNICAST, teller.say(new Message.Relay(false, recordOf(beyond))));
        anna.passMillis(200);
        comes("carl", CARL);
        assertThat(anna.names()).contains("carl", "beyond");
    }

    private static InetAddress beyond() {
        try {
            return InetAddress.getByAddress(new byte[] {10, 0, 1, 9});
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private Speaker comes(String name, Endpoint from) {
        Speaker comes = new Speaker(time, from, Limits.DEFAULT);
        comes.join(name);
        anna.hear(from, Via.MULTICAST, comes.lastToAll());
        anna.passMillis(200);
        return comes;
    }

    /** The record is right and signed; nobody is there. */
    private void tell(Speaker teller, int host) {
        Speaker ghost = new Speaker(time, at(host, 6000 + made), Limits.DEFAULT);
        ghost.join("ghost" + made++);
        anna.hear(teller.own, Via.UNICAST, teller.say(new Message.Relay(false, recordOf(ghost))));
        anna.passMillis(200);
    }

    private static byte[] recordOf(Speaker speaker) {
        Datagrams.Ok said = (Datagrams.Ok) Datagrams.decode(speaker.lastToAll());
        return ((Message.Announce) said.message()).record();
    }
}
