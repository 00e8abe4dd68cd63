package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.trust.GroupTag;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Members in subnets that multicast does not join find each other through one address that all know. */
@Tag("once")
class SeedTest {
    private World world;
    private Routed subnets;

    @TempDir
    private Path folder;

    @BeforeEach
    void make() {
        world = Needs.world();
        subnets = new Routed(world, 3);
    }

    @AfterEach
    void end() {
        world.close();
    }

    @Test
    void threeSubnetsBecomeOneGroupByOneSeed() {
        Host seed = subnets.subnet(1).host("seed");
        List<Member> members = new ArrayList<>();
        members.add(member(seed, "seed"));
        for (int number = 1; number <= 3; number++) {
            for (int host = 1; host <= 2; host++) {
                String name = "n" + number + host;
                members.add(member(subnets.subnet(number).host(name), name, "--seed", "10.1.0.2"));
            }
        }
        Member.assertAllKnowAll(members);
        Member late = member(subnets.subnet(3).host("late"), "late", "--seed", "10.1.0.2:9779");
        members.add(late);
        Member.assertAllKnowAll(members);
        Segment.assertUnharmed(members);
    }

    @Test
    void aSeedMayComeLaterThanThoseWhoNameIt() {
        Member one = member(subnets.subnet(2).host("one"), "one", "--seed", "10.1.0.2");
        Member other = member(subnets.subnet(3).host("other"), "other", "--seed", "10.1.0.2");
        one.id();
        other.id();
        Member seed = member(subnets.subnet(1).host("seed"), "seed");
        Member.assertAllKnowAll(List.of(one, other, seed));
    }

    @Test
    void whereASubnetHasNoMulticastASeedJoinsItsMembers() {
        List<Member> members = new ArrayList<>();
        for (int number = 0; number < 4; number++) {
            Host host = subnets.subnet(1).host("n" + number).withoutMulticast();
            members.add(member(host, "n" + number, "--seed", "10.1.0.2"));
        }
        Member.assertAllKnowAll(members);
    }

    @Test
    void aSubnetThatWasCutOffIsTakenBackByTheSeed() {
        Member seed = member(subnets.subnet(1).host("seed"), "seed");
        Member far = member(subnets.subnet(2).host("far"), "far", "--seed", "10.1.0.2");
        Member.assertAllKnowAll(List.of(seed, far));
        subnets.cut(2);
        far.await("lost", seed.id());
        subnets.mend(2);
        far.awaitThere(seed.id());
        seed.awaitThere(far.id());
    }

    @Test
    void peersOfLastTimeAreFoundWithoutASeed() throws Exception {
        Member seed = member(subnets.subnet(1).host("seed"), "seed");
        Host host = subnets.subnet(2).host("far");
        String state = folder.resolve("state").toString();
        seed.id();
        // It stays for a moment once it has found somebody, however long that takes on a loaded machine.
        Program first =
                host.kith("wait", "--seed", "10.1.0.2", "--state", state, "--timeout", "60s", "--", "sleep", "1");
        assertThat(first.awaitExit()).as("%s", first).isZero();
        assertThat(folder.resolve("state")).as("%s", first).isNotEmptyDirectory();
        assertThat(Files.readString(only(folder.resolve("state"))))
                .as("%s", first)
                .contains(seed.id().toString());
        Member second = member(host, "again", "--state", state);
        Member.assertAllKnowAll(List.of(seed, second));
        second.program().signal("TERM");
        seed.await("left", second.id());
        second.program().awaitExit();
        Path file = only(folder.resolve("state"));
        Files.writeString(file, "kith peers 1\nnonsense\n");
        Member third = member(host, "third", "--state", state, "--seed", "10.1.0.2");
        third.await("a word of the damaged file", line -> line.reason().contains("is damaged"));
        Member.assertAllKnowAll(List.of(seed, third));
        assertThat(Files.readString(Path.of(file + ".damaged"))).contains("nonsense");
    }

    @Test
    void whoOnlyLooksHowEachIsReachedIsToldOfADamagedFileToo() throws Exception {
        Files.writeString(folder.resolve("%016x.peers".formatted(GroupTag.of("lobby"))), "kith peers 1\nnonsense\n");
        Program reach = subnets.subnet(1).host("a").kith("reach", "--state", folder.toString(), "--for", "2s");
        assertThat(reach.awaitExit()).isEqualTo(1);
        assertThat(reach.errors())
                .singleElement()
                .asString()
                .startsWith("kith: state " + folder + ": ")
                .contains("is damaged ('nonsense' is not an address, an id and a time)");
    }

    @Test
    void whatCannotBeKeptIsToldInOneLine() {
        Member seed = member(subnets.subnet(1).host("seed"), "seed");
        seed.id();
        String full = "mount -t tmpfs -o nr_inodes=1 none '%s' && exec \"$@\"".formatted(folder);
        Program peers = subnets.subnet(1)
                .host("full")
                .start(List.of("sh", "-c", full, "sh", Checkout.kith(), "peers", "--state", folder.toString()));
        assertThat(peers.awaitExit()).as("%s", peers).isZero();
        assertThat(peers.errors())
                .as("%s", peers)
                .noneMatch(line -> line.contains("SourceLoop") || line.startsWith("WARNING"))
                .filteredOn(line -> line.contains("has lost what it was to keep"))
                .singleElement()
                .asString()
                .isEqualTo(
                        "kith: state %1$s has lost what it was to keep: '%1$s' cannot be used: No space left on device"
                                .formatted(folder));
    }

    private static Path only(Path folder) throws java.io.IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    private static Member member(Host host, String name, String... arguments) {
        List<String> all = new ArrayList<>(List.of("--no-classic"));
        all.addAll(List.of(arguments));
        return new Member(host, name, List.of(), all);
    }
}
