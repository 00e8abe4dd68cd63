package dev.kith.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.peer.Account;
import dev.kith.peer.Accounts;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Event.What;
import dev.kith.peer.Evidence;
import dev.kith.peer.History;
import dev.kith.peer.Kind;
import dev.kith.peer.Past;
import dev.kith.peer.Peer;
import dev.kith.peer.Status;
import dev.kith.trust.GroupTag;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** An oracle that cannot fail is none: each law is broken on purpose here. */
class LawsTest {
    private static final Message.View VIEW = new Message.View(2, 5);
    private static final long NONCE = 7;

    private final World world = new World(1);
    private final SimNode anna = world.start("anna", "lobby");
    private final SimNode bob = world.start("bob", "lobby");
    private final Laws laws = world.laws();

    @Test
    void whatIsAsItShouldBeIsLegal() {
        assertThatCode(() -> {
                    laws.told(anna, change(What.JOINED, bob, Status.ALIVE, bob.address()));
                    laws.told(anna, change(What.SUSPECTED, bob, Status.SUSPECT, bob.address()));
                    laws.told(anna, change(What.RECOVERED, bob, Status.ALIVE, bob.address()));
                    laws.told(anna, change(What.LEFT, bob, Status.LEFT, bob.address()));
                })
                .doesNotThrowAnyException();
    }

    @Test
    void aDatagramThatIsTooLong() {
        byte[] longest = new byte[Header.MAX_DATAGRAM + 1];
        assertThatThrownBy(() -> laws.sent(anna, longest))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("a datagram of 1233 bytes");
    }

    @Test
    void aNodeThatSeesItselfOrAnotherGroup() {
        assertBroken("sees itself", change(What.JOINED, anna, Status.ALIVE, anna.address()));
        SimNode stranger = world.start("stranger", "another");
        assertBroken("of another group", change(What.JOINED, stranger, Status.ALIVE, stranger.address()));
    }

    @Test
    void aPeerWhereItNeverWas() {
        assertBroken("where it never was", change(What.JOINED, bob, Status.ALIVE, anna.address()));
    }

    @Test
    void aPeerThatLeftAndComesBackByItself() {
        laws.told(anna, change(What.JOINED, bob, Status.ALIVE, bob.address()));
        laws.told(anna, change(What.LEFT, bob, Status.LEFT, bob.address()));
        assertBroken("told JOINED", change(What.JOINED, bob, Status.ALIVE, bob.address()));
    }

    @Test
    void aLossOfOneThatRunsAndThatNothingKeptAway() {
        world.pass(Duration.ofSeconds(20));
        assertBroken("which it could reach", change(What.LOST, bob, Status.LOST, bob.address()));
        laws.told(anna, change(What.RECOVERED, bob, Status.ALIVE, bob.address()));
        world.block(anna, bob, Duration.ofSeconds(1));
        assertThatCode(() -> laws.told(anna, change(What.LOST, bob, Status.LOST, bob.address())))
                .doesNotThrowAnyException();
    }

    @Test
    void newsOutOfOrder() {
        assertBroken("told RECOVERED", change(What.RECOVERED, bob, Status.ALIVE, bob.address()));
    }

    @Test
    void moreToSomebodyUnprovenThanCameFromThere() {
        Endpoint victim = bob.address();
        byte[] ack = say(new Message.Ack(1, VIEW, victim, true, 0));
        laws.heard(anna, victim, say(new Message.Probe(1, VIEW, victim)));
        laws.sentTo(anna, victim, ack);
        assertThatThrownBy(() -> laws.sentTo(anna, victim, ack))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("has not proven itself");
    }

    @Test
    void moreToTheUnprovenPortsOfAHostThanAnyWayOfPayingAllows() {
        takeAllThatNeedNotBeEarned();
        assertUnpaid(port(7), where());
        assertUnpaid(port(7), probe());
    }

    @Test
    void whatMayHaveBeenPaidForInOneWayIsLegalThoughAnotherSeemsToSpareMore() {
        takeAllThatNeedNotBeEarned();
        laws.heard(anna, port(1), where());
        world.pass(Duration.ofSeconds(1));
        // The proven port pays for this; if it paid for the first probe and this were left out, none were for the last.
        laws.sentTo(anna, port(7), where());
        world.pass(Duration.ofSeconds(8));
        assertThatCode(() -> laws.sentTo(anna, port(8), probe())).doesNotThrowAnyException();
        assertUnpaid(port(9), probe());
    }

    @Test
    void whatBecameOfAPeerToldToSomebodyUnprovenHoweverMuchItSent() {
        byte[] because = say(new Message.Because(1, 0, 1, Optional.empty()));
        laws.heard(anna, bob.address(), new byte[Header.MAX_DATAGRAM]);
        assertThatThrownBy(() -> laws.sentTo(anna, bob.address(), because))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("tells 10.0.0.2:9000, which has not proven itself");
    }

    @Test
    void anAccountOfWhatNobodyWasTold() {
        world.pass(Duration.ofSeconds(1));
        anna.askWhy("bob");
        world.pass(Duration.ofSeconds(1));
        Accounts right = anna.accounts().get(0);
        assertThat(right.all()).hasSize(1);
        assertThatCode(() -> laws.answered(anna, right)).doesNotThrowAnyException();
        Account account = right.all().get(0);
        Past never = new Past(What.LOST, new Evidence(List.of(), "", "so they say"), Instant.EPOCH);
        History wrong = new History(account.history().id(), "bob", Status.LOST, List.of(never));
        Accounts forged = new Accounts(List.of(new Account(account.teller(), "anna", wrong)), 1, 1);
        assertThatThrownBy(() -> laws.answered(anna, forged))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("which never was");
    }

    @Test
    void twoViewsOfOneGroup() {
        laws.sent(anna, say(new Message.Probe(1, VIEW, bob.address())));
        laws.sent(bob, say(new Message.Probe(2, new Message.View(2, 6), anna.address())));
        assertThatThrownBy(() -> laws.requireOneView(List.of(anna, bob)))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("and its group say");
    }

    @Test
    void aNodeThatSeesOneOfAVersionItDoesNotUnderstand() {
        SimNode next = world.start(new Role("next", "lobby", 0, Role.Tongue.NEXT, Duration.ZERO, Role.OPEN));
        assertBroken("of another group or version", change(What.JOINED, next, Status.ALIVE, next.address()));
    }

    @Test
    void aLossByOneThatHearsNobody() {
        SimNode carl = world.start("carl", "lobby");
        world.pass(Duration.ofSeconds(5));
        bob.cutOff();
        carl.moveToSide(1);
        world.pass(Duration.ofSeconds(10));
        assertBroken("though it hears nobody at all", change(What.LOST, bob, Status.LOST, bob.address()));
    }

    @Test
    void aCrashThatSomebodyDoesNotLearnOf() {
        world.start("carl", "lobby");
        world.pass(Duration.ofSeconds(5));
        // It is as if bob had crashed, but he answers still.
        laws.crashed(bob);
        assertThatThrownBy(() -> world.pass(Duration.ofSeconds(30)))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("holds bob to be there, which crashed");
    }

    @Test
    void oneThatSendsOrHoldsTooMuch() {
        assertThatCode(() -> laws.requireFrugal(Map.of(anna, 1200.0, bob, 800.0)))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> laws.requireFrugal(Map.of(anna, 1200.0, bob, 802.0)))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("and the others send 1001 bytes a second");
        assertThatThrownBy(() -> laws.requireFrugal(Map.of(anna, 1251.0, bob, 0.0)))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("anna: sends 1251 bytes a second");
        assertThatCode(() -> laws.requireBounded(anna)).doesNotThrowAnyException();
        Map<String, List<Integer>> deep = Map.of("all", List.of(1, 2, 3), "none", List.of());
        assertThat(Held.by(deep)).isEqualTo(5);
        assertThat(Held.by(anna.engine())).isPositive();
        assertThatThrownBy(() -> laws.requireBounded(anna, 5101))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("holds 5101 entries, of 2 nodes");
    }

    private void assertBroken(String law, Event event) {
        assertThatThrownBy(() -> laws.told(anna, event))
                .isInstanceOf(Broken.class)
                .hasMessageContaining(law);
    }

    /** Of a host of which one port is proven: a probe to one, and a second later a try to each of four. */
    private void takeAllThatNeedNotBeEarned() {
        laws.heard(anna, port(1), probe());
        laws.sentTo(anna, port(1), probe());
        laws.heard(anna, port(1), say(new Message.Ack(NONCE, VIEW, port(1), true, 0)));
        for (int number = 2; number < 10; number++) {
            laws.heard(anna, bob.address(), say(new Message.Meet(bob.id(), port(number))));
        }
        laws.sentTo(anna, port(2), probe());
        world.pass(Duration.ofSeconds(1));
        for (int number = 3; number < 7; number++) {
            laws.sentTo(anna, port(number), where());
        }
    }

    private static Endpoint port(int number) {
        return new Endpoint(Addresses.of(9).ip(), number);
    }

    private byte[] probe() {
        return say(new Message.Probe(NONCE, VIEW, port(1)));
    }

    private byte[] where() {
        return say(new Message.Where(NONCE, 0));
    }

    private void assertUnpaid(Endpoint to, byte[] datagram) {
        assertThatThrownBy(() -> laws.sentTo(anna, to, datagram))
                .isInstanceOf(Broken.class)
                .hasMessageContaining("has not proven itself");
    }

    private byte[] say(Message message) {
        return Datagrams.encode(Header.open(GroupTag.of("lobby"), bob.id(), 1), message);
    }

    private static Event change(What what, SimNode node, Status status, Endpoint at) {
        Peer peer = new Peer(
                node.id().toString(),
                Kind.KITH,
                node.name(),
                List.of(at),
                List.of("eth0"),
                Map.of(),
                Map.of(),
                status,
                Instant.EPOCH,
                Optional.empty(),
                Optional.empty(),
                true,
                Set.of(),
                List.of());
        return new Event.Change(what, peer, new Evidence(List.of(), "", "test"), Instant.EPOCH);
    }
}
