package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Nat.Kind;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** That each {@link Nat} is what tests across it take it to be. Nothing here waits for silence: a later word is heard, and no other. */
@Tag("once")
class NatTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private World world;
    private Subnet internet;
    private Host serverHost;
    private Caller server;
    private Caller stranger;

    @BeforeEach
    void makeHosts() {
        Needs.tool("nft");
        Needs.tool("conntrack");
        world = Needs.world();
        internet = Subnet.internet(world);
        serverHost = internet.host("server");
        server = Caller.onLast(internet, serverHost, 7000);
        stranger = Caller.onLast(internet, internet.host("stranger"), 7000);
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void aFullConeHasOnePortForAllAndLetsAnybodyIn() {
        Nat nat = nat("home", Kind.FULL_CONE);
        Caller anna = behind(nat, "anna");
        int port = portOf(anna, nat, server);
        stranger.say("stranger", nat.address(), port);
        anna.await("stranger", stranger);
        anna.say("answer", stranger);
        assertThat(stranger.awaitPortOf("answer", nat.address()))
                .isEqualTo(port)
                .isNotEqualTo(anna.port());
    }

    @Test
    void aPortRestrictedConeHasOnePortForAllAndLetsInWhomWasSpokenTo() {
        Nat nat = nat("home", Kind.PORT_RESTRICTED);
        Caller anna = behind(nat, "anna");
        int port = portOf(anna, nat, server);
        stranger.say("stranger", nat.address(), port);
        anna.say("hello", stranger);
        assertThat(stranger.awaitPortOf("hello", nat.address())).isEqualTo(port).isNotEqualTo(anna.port());
        stranger.say("friend", nat.address(), port);
        anna.await("friend", stranger);
        assertThat(anna.words()).containsExactly("friend");
    }

    @Test
    void aPortRestrictedConeLetsNoOtherPortOfAnAddressIn() {
        Nat nat = nat("home", Kind.PORT_RESTRICTED);
        Caller anna = behind(nat, "anna");
        Caller another = new Caller(serverHost, server.address(), 7001).ready();
        int port = portOf(anna, nat, server);
        another.say("another", nat.address(), port);
        server.say("answer", nat.address(), port);
        anna.await("answer", server);
        assertThat(anna.words()).containsExactly("answer");
    }

    @Test
    void aSymmetricOneHasAPortForEachAndLetsOnlyThatOneIn() {
        Nat nat = nat("home", Kind.SYMMETRIC);
        Caller anna = behind(nat, "anna");
        Caller third = Caller.onLast(internet, internet.host("third"), 7000).ready();
        int port = portOf(anna, nat, server);
        assertThat(Set.of(port).containsAll(Set.of(portOf(anna, nat, stranger), portOf(anna, nat, third))))
                .as("one port for three")
                .isFalse();
        third.say("third", nat.address(), port);
        server.say("server", nat.address(), port);
        anna.await("server", server);
        assertThat(anna.words()).containsExactly("server");
    }

    @ParameterizedTest
    @EnumSource
    void whatNobodyUsesIsForgotten(Kind kind) {
        Nat nat = nat("home", kind).timeouts(Duration.ofSeconds(1), Duration.ofSeconds(1));
        Caller anna = behind(nat, "anna");
        int port = portOf(anna, nat, server);
        awaitForgotten(nat);
        server.say("late", nat.address(), port);
        assertOnlyAnAnswerComes(nat, anna);
    }

    @ParameterizedTest
    @EnumSource
    void aRestartForgetsAll(Kind kind) {
        Nat nat = nat("home", kind);
        Caller anna = behind(nat, "anna");
        int port = portOf(anna, nat, server);
        assertThat(nat.knowsNothing()).isFalse();
        nat.restart();
        server.say("late", nat.address(), port);
        int again = assertOnlyAnAnswerComes(nat, anna);
        if (kind != Kind.SYMMETRIC) {
            assertThat(again).isEqualTo(port);
            nat.restartWithOtherPorts();
            assertThat(portOf(anna, nat, stranger)).isNotEqualTo(port);
        }
    }

    @Test
    void twoBehindOneHaveEachAPortAndReachEachOtherOnlyInside() {
        Nat nat = nat("home", Kind.FULL_CONE);
        Caller anna = behind(nat, "anna");
        Caller bob = behind(nat, "bob");
        int port = portOf(anna, nat, server);
        assertThat(portOf(bob, nat, server)).isNotEqualTo(port);
        bob.say("hairpin", nat.address(), port);
        bob.say("inside", anna);
        anna.await("inside", bob);
        assertThat(anna.words()).containsExactly("inside");
    }

    @Test
    void twoBehindConesWithTheSameAddressReachEachOtherOnceBothHaveSpoken() {
        Nat home = nat("home", Kind.PORT_RESTRICTED);
        Nat work = nat("work", Kind.PORT_RESTRICTED);
        Caller anna = behind(home, "anna");
        Caller bob = behind(work, "bob");
        assertThat(anna.address()).isEqualTo(bob.address());
        int annas = portOf(anna, home, server);
        int bobs = portOf(bob, work, server);
        anna.say("early", work.address(), bobs);
        bob.say("through", home.address(), annas);
        assertThat(anna.awaitPortOf("through", work.address())).isEqualTo(bobs);
        anna.say("back", work.address(), bobs);
        assertThat(bob.awaitPortOf("back", home.address())).isEqualTo(annas);
        assertThat(bob.words()).containsExactly("back");
    }

    private Nat nat(String name, Kind kind) {
        return new Nat(internet, name, kind, "192.168.1");
    }

    private static Caller behind(Nat nat, String name) {
        return Caller.onLast(nat.lan(), nat.host(name), 5000).ready();
    }

    private static int portOf(Caller caller, Nat nat, Caller to) {
        to.ready();
        String word = "from" + System.nanoTime();
        caller.say(word, to);
        return to.awaitPortOf(word, nat.address());
    }

    /** Whatever the server said before did not come; what it says once it is spoken to again does. */
    private int assertOnlyAnAnswerComes(Nat nat, Caller anna) {
        int port = portOf(anna, nat, server);
        server.say("answer", nat.address(), port);
        anna.await("answer", server);
        assertThat(anna.words()).containsExactly("answer");
        return port;
    }

    private static void awaitForgotten(Nat nat) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!nat.knowsNothing()) {
            assertThat(System.nanoTime())
                    .as("waiting for %s to be forgotten", nat.flows())
                    .isLessThan(end);
        }
    }
}
