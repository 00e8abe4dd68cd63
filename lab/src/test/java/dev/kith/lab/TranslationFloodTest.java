package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Nat.Kind;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.trust.GroupTag;
import dev.kith.wire.Message.Forward;
import dev.kith.wire.Message.Introduce;
import dev.kith.wire.Message.Meet;
import dev.kith.wire.Message.Where;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/** Very many forged words of those by which two who cannot reach each other are brought together, in an open group. */
@Tag("attack")
@Isolated("a flood takes the machine from whoever is beside it")
class TranslationFloodTest {
    private static final String SEED = "203.0.113.2";
    private static final Endpoint DOOR = Packets.at(SEED, 9779);
    private static final int A_SECOND = 2000;
    /** Longer than any test. */
    private static final int ROUNDS = 10_000;

    private static final Duration LONG = Duration.ofMinutes(2);

    private World world;
    private Subnet internet;
    private Member seed;
    private Attacker attacker;
    private final Forger forger = new Forger(GroupTag.of("lobby"), Packets.at("203.0.113.99", 40_000));

    @BeforeEach
    void make() {
        Needs.tool("nft");
        Needs.tool("conntrack");
        Needs.tool("python3");
        world = Needs.world();
        internet = Subnet.internet(world);
        seed = Member.nativeOnly(internet.host("seed"), "seed");
        seed.id();
        attacker = new Attacker(internet.host("attacker"), dev.kith.lab.Kind.OPEN);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void whoeverIsBehindATranslationIsFoundInAFloodAndIsThereAfterIt() {
        Member a = behind("left", Kind.FULL_CONE, "a");
        Member b = behind("right", Kind.PORT_RESTRICTED, "b");
        List<Member> all = new ArrayList<>(List.of(seed, a, b));
        Member.assertAllKnowAll(all);
        attacker.play(forged(a, b), ROUNDS, A_SECOND);
        Member late = behind("more", Kind.SYMMETRIC, "late");
        all.forEach(member -> member.awaitThere(late.id()));
        all.forEach(member -> late.awaitThere(member.id()));
        attacker.stop();
        all.add(late);
        Member.assertAllKnowAll(all);
    }

    @Test
    void aFloodOfForgedQuestionsDelaysNoOath() {
        attacker.play(questions(List.of(DOOR, seed.at())), ROUNDS, A_SECOND);
        // Who gave its roster from there is asked to swear that it is there, which its record does not say.
        Program reach = internet.host("new")
                .withoutMulticast()
                .kith("reach", "--no-classic", "--seed", SEED, "--for", "4s", "--json");
        assertThat(reach.awaitExit(LONG)).as("%s", reach).isZero();
        JsonNode paths =
                new ObjectMapper().readTree(String.join("", reach.lines())).at("/peers/0/paths");
        assertThat(StreamSupport.stream(paths.spliterator(), false)
                        .map(path -> path.at("/at").asString()))
                .as("%s", reach)
                .contains(DOOR.toString());
    }

    /** Questions of where a node is, of many, and all else in the name of those who may say it. */
    private List<byte[]> forged(Member a, Member b) {
        Endpoint ofA = seenAt(a);
        Endpoint ofB = seenAt(b);
        List<byte[]> packets = questions(List.of(DOOR, seed.at(), ofA));
        for (int i = 0; i < 200; i++) {
            Endpoint nowhere = Packets.at("203.0.113." + (200 + i % 50), 1024 + i);
            packets.add(Packets.udp(seed.at(), ofA, forger.say(seed.id(), new Meet(b.id(), nowhere))));
            packets.add(Packets.udp(seed.at(), ofB, forger.say(seed.id(), new Meet(a.id(), nowhere))));
            packets.add(Packets.udp(ofB, seed.at(), forger.say(b.id(), new Introduce(a.id()))));
            packets.add(Packets.udp(ofB, seed.at(), forger.say(b.id(), passedOn(b.id(), a.id()))));
        }
        return packets;
    }

    private Forward passedOn(PeerId from, PeerId to) {
        return new Forward(to, forger.say(from, new Where(1, 0)));
    }

    private List<byte[]> questions(List<Endpoint> to) {
        List<byte[]> packets = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            Endpoint from = Packets.at("203.0.113." + (100 + i % 100), 1024 + i);
            byte[] question = forger.say(new Where(i, 0));
            to.forEach(at -> packets.add(Packets.udp(from, at, question)));
        }
        return packets;
    }

    /** Where the seed sees one, as soon as that one tells it. */
    private Endpoint seenAt(Member member) {
        String id = member.id().toString();
        Member.Said told = seed.await(
                "the public address of " + id,
                line -> line.id().equals(id) && publicOf(line).isPresent());
        String[] at = publicOf(told).orElseThrow().split(":", -1);
        return Packets.at(at[0], Integer.parseInt(at[1]));
    }

    private static Optional<String> publicOf(Member.Said line) {
        return line.addresses().stream()
                .filter(address -> address.startsWith("203.0.113."))
                .findFirst();
    }

    private Member behind(String nat, Kind kind, String name) {
        return Member.nativeOnly(new Nat(internet, nat, kind, "192.168.1").host(name), name, "--seed", SEED);
    }
}
