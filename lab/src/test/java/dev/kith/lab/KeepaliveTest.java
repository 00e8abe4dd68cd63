package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.lab.Nat.Kind;
import dev.kith.peer.PeerId;
import dev.kith.roster.Rings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** Translations that forget after thirty seconds, between members who do not watch each other and have nothing to say. */
@Tag("long")
@Isolated("on a machine that is busy, questions are not answered in time, and ways are given up for that")
class KeepaliveTest {
    /** A member watches four others and is watched by four, so of nine at least one has nothing to do with it. */
    private static final int TRANSLATED = 10;

    private static final Duration KEPT = Duration.ofSeconds(30);
    /** Longer than the longest time from one question to the next where no translation forgets. */
    private static final Duration QUIET = Duration.ofSeconds(80);

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** The way from one to another who have nothing to do with each other, by the address of that one's translation. */
    private record Way(Behind from, Behind to) {
        Set<Long> flows() {
            return from.nat.flows().stream()
                    .filter(flow -> flow.isAnswered() && flow.to().equals(to.nat.address()))
                    .map(Flow::id)
                    .collect(Collectors.toSet());
        }
    }

    private record Behind(Nat nat, Member member) {
        @Override
        public String toString() {
            return member.name();
        }
    }

    @Test
    void theWayBetweenTwoWhoDoNotWatchEachOtherIsNeverForgotten() {
        Needs.tool("nft");
        Needs.tool("conntrack");
        try (World world = Needs.world()) {
            Subnet internet = Subnet.internet(world);
            Member seed = Member.nativeOnly(internet.host("seed"), "seed");
            List<Behind> behind = new ArrayList<>();
            for (int i = 0; i < TRANSLATED; i++) {
                Nat nat = new Nat(internet, "nat" + i, Kind.PORT_RESTRICTED, "192.168.1").timeouts(KEPT, KEPT);
                behind.add(new Behind(nat, Member.nativeOnly(nat.host("n" + i), "n" + i, "--seed", "203.0.113.2")));
            }
            List<Member> all = Stream.concat(Stream.of(seed), behind.stream().map(Behind::member))
                    .toList();
            Member.assertAllKnowAll(all);
            List<Way> ways = ways(seed, behind);
            assertThat(ways).isNotEmpty();
            ways.forEach(way -> awaitOpen(way, seed));
            Map<Member, Integer> before = all.stream()
                    .collect(Collectors.toMap(
                            member -> member, member -> member.said().size()));
            assertStayOpen(ways, seed);
            for (Way way : ways) {
                assertThat(since(before, way.from.member))
                        .noneMatch(line -> line.event().equals("suspected")
                                && line.id().equals(way.to.member.id().toString()));
            }
            for (Member member : all) {
                assertThat(since(before, member)).noneMatch(line -> line.event().equals("lost"));
            }
        }
    }

    private static List<Member.Said> since(Map<Member, Integer> before, Member member) {
        List<Member.Said> said = member.said();
        return said.subList(before.getOrDefault(member, 0), said.size());
    }

    private static List<Way> ways(Member seed, List<Behind> behind) {
        Rings rings = new Rings();
        rings.add(seed.id());
        behind.forEach(one -> rings.add(one.member.id()));
        return behind.stream()
                .flatMap(from -> behind.stream()
                        .filter(to -> !to.equals(from))
                        .filter(to -> !watches(rings, from, to) && !watches(rings, to, from))
                        .map(to -> new Way(from, to)))
                .toList();
    }

    private static boolean watches(Rings rings, Behind one, Behind other) {
        Set<PeerId> watched = rings.watchedBy(one.member.id(), any -> false);
        return watched.contains(other.member.id());
    }

    private static void awaitOpen(Way way, Member pace) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (way.flows().isEmpty()) {
            assertThat(System.nanoTime()).as("waiting for the way of %s", way).isLessThan(end);
            pause(pace);
        }
    }

    /** A way that was forgotten has another id when it is made again. */
    private static void assertStayOpen(List<Way> ways, Member pace) {
        List<Set<Long>> open = ways.stream().map(Way::flows).toList();
        long end = System.nanoTime() + QUIET.toNanos();
        while (System.nanoTime() < end) {
            pause(pace);
            for (int i = 0; i < ways.size(); i++) {
                assertThat(ways.get(i).flows()).as("%s", ways.get(i)).containsAnyElementsOf(open.get(i));
            }
        }
    }

    private static void pause(Member pace) {
        pace.program().awaitMoreThan(pace.program().lines().size(), LOOK_EVERY);
    }
}
