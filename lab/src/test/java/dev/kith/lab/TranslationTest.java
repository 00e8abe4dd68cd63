package dev.kith.lab;

import static dev.kith.lab.Nat.Kind.FULL_CONE;
import static dev.kith.lab.Nat.Kind.PORT_RESTRICTED;
import static dev.kith.lab.Nat.Kind.SYMMETRIC;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Two behind address translations and one that both reach: they meet directly where that can be, and through the third where not. */
@Tag("once")
class TranslationTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONG = Duration.ofMinutes(2);

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
        seed = member(internet.host("seed"), "seed");
        seed.id();
    }

    @AfterEach
    void end() {
        world.close();
    }

    /** One after the other: a host that starts the processes of all at one moment answers nobody in time. */
    @Execution(ExecutionMode.SAME_THREAD)
    @ParameterizedTest
    @CsvSource({
        "FULL_CONE, FULL_CONE, true",
        "FULL_CONE, PORT_RESTRICTED, true",
        "FULL_CONE, SYMMETRIC, true",
        "PORT_RESTRICTED, PORT_RESTRICTED, true",
        "PORT_RESTRICTED, SYMMETRIC, false",
        "SYMMETRIC, SYMMETRIC, false",
    })
    void everyPairMeetsOrIsRelayed(Nat.Kind one, Nat.Kind other, boolean direct) {
        Nat left = new Nat(internet, "left", one, "192.168.1");
        Nat right = new Nat(internet, "right", other, "192.168.1");
        Member b = member(right.host("b"), "b", SEED);
        seed.awaitThere(b.id());
        JsonNode reached = reach(left.host("a"), "b", SEED);
        assertThat(answers(reached)).as("%s", reached).isEqualTo(direct);
        assertThat(via(reached).anyMatch("relayed"::equals)).as("%s", reached).isEqualTo(!direct);
        b.said().stream()
                .filter(line -> !isStillStarting(line))
                .forEach(line -> assertThat(line.event()).as("%s", line).isNotIn("lost", "suspected"));
    }

    /** The seed may be suspected before its first answer: that comes when a busy host has time for it. */
    private static boolean isStillStarting(Member.Said line) {
        return line.event().equals("suspected")
                && line.name().equals("seed")
                && line.line().at("/peer/rttMicros").isNull();
    }

    @Test
    void whoIsNotWillingPassesNothingOn() {
        Member unwilling = member(internet.host("unwilling"), "unwilling", "--group", "den", "--no-relay");
        Nat left = new Nat(internet, "left", SYMMETRIC, "192.168.1");
        Nat right = new Nat(internet, "right", SYMMETRIC, "192.168.2");
        String[] den = {"--group", "den", "--seed", "203.0.113.3"};
        Member b = member(right.host("b"), "b", den);
        unwilling.awaitThere(b.id());
        Host a = left.host("a");
        assertThat(via(reach(a, "b", den))).doesNotContain("relayed");
        Member willing = member(internet.host("willing"), "willing", "--group", "den");
        willing.awaitThere(b.id());
        JsonNode reached = reach(a, "b", den);
        assertThat(via(reached)).as("%s", reached).contains("relayed");
    }

    @Test
    void twoWithNobodyElseMeetWhereOneLetsInWhatIsSentToItsAddress() {
        Nat left = new Nat(internet, "left", FULL_CONE, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        // A port where nobody answers: what is said there keeps the way in open, as a forwarded port always is.
        String[] alone = {"--group", "alone", "--own-port", "9000", "--seed", "203.0.113.2:7"};
        member(left.host("a"), "open", alone).id();
        String outside = left.address() + ":" + left.publicPort(9000);
        JsonNode reached = reach(right.host("b"), "open", "--group", "alone", "--seed", outside);
        assertThat(answers(reached)).as("%s", reached).isTrue();
        assertThat(via(reached)).as("%s", reached).contains("seed").doesNotContain("relayed");
    }

    @Test
    void whoHasNothingNamedMeetsThoseThatAPeerOfItsLanFound() {
        Nat left = new Nat(internet, "left", PORT_RESTRICTED, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        Member a = member(left.host("a"), "a", SEED);
        Member b = member(right.host("b"), "b", SEED);
        Member besideB = member(right.host("besideb"), "besideb");
        Member.assertAllKnowAll(List.of(seed, a, b, besideB));
        JsonNode reached = reach(left.host("besidea"), "besideb");
        assertThat(answers(reached)).as("%s", reached).isTrue();
    }

    @Test
    void twoBehindTheSameOneMeetByTheirOwnAddresses() {
        Nat home = new Nat(internet, "home", PORT_RESTRICTED, "192.168.1");
        Member b = member(home.host("b").withoutMulticast(), "b", SEED);
        seed.awaitThere(b.id());
        JsonNode reached = reach(home.host("a").withoutMulticast(), "b", SEED);
        assertThat(StreamSupport.stream(reached.at("/paths").spliterator(), false)
                        .filter(path -> path.at("/outcome").asString().equals("answers"))
                        .map(path -> path.at("/at").asString()))
                .as("%s", reached)
                .anyMatch(at -> at.startsWith("192.168.1."));
    }

    @Test
    void afterATranslationHasStartedAgainWithOtherPortsAllStillHearOfAll() {
        Nat left = new Nat(internet, "left", FULL_CONE, "192.168.1");
        Nat right = new Nat(internet, "right", PORT_RESTRICTED, "192.168.2");
        Member a = member(left.host("a"), "a", SEED);
        Member b = member(right.host("b"), "b", SEED);
        List<Member> all = List.of(seed, a, b);
        Member.assertAllKnowAll(all);
        right.restartWithOtherPorts();
        // That it comes to all shows that what was there before is reached again.
        Member late = member(new Nat(internet, "more", SYMMETRIC, "192.168.3").host("late"), "late", SEED);
        all.forEach(member -> member.awaitThere(late.id()));
        Member.assertAllKnowAll(all);
    }

    @Test
    void ofWhoIsRelayedAllHearWhatItSaysOfItselfThatItLeavesAndThatItIsGone() {
        Member a = member(new Nat(internet, "left", SYMMETRIC, "192.168.1").host("a"), "a", SEED);
        Member b = member(new Nat(internet, "right", SYMMETRIC, "192.168.2").host("b"), "b", SEED);
        Member c = member(new Nat(internet, "more", SYMMETRIC, "192.168.3").host("c"), "c", SEED);
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
        Member b = member(right.host("b"), "b", SEED);
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

    private static Member member(Host host, String name, String... arguments) {
        return new Member(
                host,
                name,
                List.of(),
                Stream.concat(Stream.of("--no-classic"), Stream.of(arguments)).toList());
    }

    /** What a newcomer at that host finds of a peer in a while. */
    private static JsonNode reach(Host host, String peer, String... arguments) {
        List<String> command = List.of("reach", "--no-classic", "--name", "a", "--for", "8s", "--json");
        Program reach =
                host.kith(Stream.concat(command.stream(), Stream.of(arguments)).toArray(String[]::new));
        assertThat(reach.awaitExit(LONG)).as("%s", reach).isZero();
        JsonNode all = JSON.readTree(String.join("", reach.lines()));
        return StreamSupport.stream(all.at("/peers").spliterator(), false)
                .filter(one -> one.at("/name").asString().equals(peer))
                .findFirst()
                .orElseThrow(() -> new AssertionError(peer + " is not known: " + reach));
    }

    private static boolean answers(JsonNode reached) {
        return StreamSupport.stream(reached.at("/paths").spliterator(), false)
                .anyMatch(path -> path.at("/outcome").asString().equals("answers"));
    }

    private static Stream<String> via(JsonNode reached) {
        return StreamSupport.stream(reached.at("/via").spliterator(), false).map(JsonNode::asString);
    }
}
