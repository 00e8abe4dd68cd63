package dev.kith.lab;

import static dev.kith.lab.Nat.Kind.FULL_CONE;
import static dev.kith.lab.Nat.Kind.PORT_RESTRICTED;
import static dev.kith.lab.Nat.Kind.SYMMETRIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two behind address translations and one that both reach: they meet directly where that can be, and through the third where not. */
@Tag("once")
class TranslationTest {
    private static final String[] SEED = {"--seed", "203.0.113.2"};

    private World world;
    private Subnet internet;
    private Member seed;

    @BeforeEach
    void make() {
        Needs.tool("nft");
        Needs.tool("conntrack");
        world = Needs.world();
        internet = Subnet.internet(world);
        seed = Member.nativeOnly(internet.host("seed"), "seed");
        seed.id();
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void whoIsNotWillingPassesNothingOn() {
        Member unwilling = Member.nativeOnly(internet.host("unwilling"), "unwilling", "--group", "den", "--no-relay");
        Nat left = new Nat(internet, "left", SYMMETRIC, "192.168.1");
        Nat right = new Nat(internet, "right", SYMMETRIC, "192.168.2");
        String[] den = {"--group", "den", "--seed", "203.0.113.3"};
        Member b = Member.nativeOnly(right.host("b"), "b", den);
        unwilling.awaitThere(b.id());
        Host a = left.host("a");
        assertThat(Reached.by(a, "b", den).via()).doesNotContain("relayed");
        Member willing = Member.nativeOnly(internet.host("willing"), "willing", "--group", "den");
        willing.awaitThere(b.id());
        Reached reached = Reached.by(a, "b", den);
        assertThat(reached.via()).as("%s", reached).contains("relayed");
        assertThat(reached.relay()).as("%s", reached).contains(willing.id().toString());
    }

    @Test
    void twoWithNobodyElseMeetWhereOneLetsInWhatIsSentToItsAddress() {
        Nat left = new Nat(internet, "left", FULL_CONE, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        // A port where nobody answers: what is said there keeps the way in open, as a forwarded port always is.
        String[] alone = {"--group", "alone", "--own-port", "9000", "--seed", "203.0.113.2:7"};
        Member.nativeOnly(left.host("a"), "open", alone).id();
        String outside = left.address() + ":" + left.publicPort(9000);
        Reached reached = Reached.by(right.host("b"), "open", "--group", "alone", "--seed", outside);
        assertThat(reached.answers()).as("%s", reached).isTrue();
        assertThat(reached.via()).as("%s", reached).contains("seed").doesNotContain("relayed");
    }

    @Test
    void whoHasNothingNamedMeetsThoseThatAPeerOfItsLanFound() {
        Nat left = new Nat(internet, "left", PORT_RESTRICTED, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        Member a = Member.nativeOnly(left.host("a"), "a", SEED);
        Member b = Member.nativeOnly(right.host("b"), "b", SEED);
        Member besideB = Member.nativeOnly(right.host("besideb"), "besideb");
        Member.assertAllKnowAll(List.of(seed, a, b, besideB));
        Reached reached = Reached.by(left.host("besidea"), "besideb");
        assertThat(reached.answers()).as("%s", reached).isTrue();
    }

    @Test
    void twoBehindTheSameOneMeetByTheirOwnAddresses() {
        Nat home = new Nat(internet, "home", PORT_RESTRICTED, "192.168.1");
        Member b = Member.nativeOnly(home.host("b").withoutMulticast(), "b", SEED);
        seed.awaitThere(b.id());
        Reached reached = Reached.by(home.host("a").withoutMulticast(), "b", SEED);
        assertThat(reached.answering()).as("%s", reached).anyMatch(at -> at.startsWith("192.168.1."));
    }

    @Test
    void afterATranslationHasStartedAgainWithOtherPortsAllStillHearOfAll() {
        Nat left = new Nat(internet, "left", FULL_CONE, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        Member a = Member.nativeOnly(left.host("a"), "a", SEED);
        Member b = Member.nativeOnly(right.host("b"), "b", SEED);
        List<Member> all = List.of(seed, a, b);
        Member.assertAllKnowAll(all);
        right.restartWithOtherPorts();
        // That it comes to all shows that what was there before is reached again.
        Member late = Member.nativeOnly(new Nat(internet, "more", SYMMETRIC, "192.168.3").host("late"), "late", SEED);
        all.forEach(member -> member.awaitThere(late.id()));
        Member.assertAllKnowAll(all);
    }

    @Test
    void ofWhoIsRelayedAllHearWhatItSaysOfItselfThatItLeavesAndThatItIsGone() {
        Member a = Member.nativeOnly(new Nat(internet, "left", SYMMETRIC, "192.168.1").host("a"), "a", SEED);
        Member b = Member.nativeOnly(new Nat(internet, "right", SYMMETRIC, "192.168.2").host("b"), "b", SEED);
        Member c = Member.nativeOnly(new Nat(internet, "more", SYMMETRIC, "192.168.3").host("c"), "c", SEED);
        Member.assertAllKnowAll(List.of(seed, a, b, c));
        a.host().ip("addr", "add", "192.168.1.77/24", "dev", "eth0");
        for (Member other : List.of(b, c)) {
            other.await(
                    "the new address of a",
                    line -> line.id().equals(a.id().toString())
                            && line.addresses().stream().anyMatch(at -> at.startsWith("192.168.1.77:")));
        }
        a.program().signal("TERM");
        b.await("left", a.id());
        c.await("left", a.id());
        b.program().signal("KILL");
        assertThat(c.await("lost", b.id()).reason()).isNotEmpty();
    }

    @Test
    void whoIsRelayedAnswersAPingAndTheDoctorSaysWhy() {
        Nat left = new Nat(internet, "left", SYMMETRIC, "192.168.1");
        Nat right = new Nat(internet, "right", SYMMETRIC, "192.168.2");
        Member b = Member.nativeOnly(right.host("b"), "b", SEED);
        seed.awaitThere(b.id());
        Host a = left.host("a");
        Program ping = a.kith("ping", "b", "-c", "5", "--seed", "203.0.113.2", "--no-classic");
        assertThat(ping.awaitExit()).as("%s", ping).isZero();
        // Who is sought at its own address first may not answer at once.
        assertThat(ping.lines()).last().asString().matches("b .* relayed \\d.*");
        Program doctor = a.kith("doctor", "--with", "b", "--seed", "203.0.113.2", "--no-classic", "--json");
        assertThat(doctor.awaitExit()).as("%s", doctor).isIn(0, 1);
        assertThat(doctor.lines()).as("%s", doctor).anyMatch(line -> line.contains("with-relayed"));
    }
}
