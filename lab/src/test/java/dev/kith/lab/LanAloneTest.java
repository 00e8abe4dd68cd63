package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who is on the same subnet notices nothing of it when the way to all others is gone. */
@Tag("once")
class LanAloneTest {
    private World world;
    private Routed subnets;

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
    void whereTheWayOutIsGoneThoseOfASubnetStayAndTheOthersComeBackWithIt() {
        Member seed = member(1, "seed");
        List<Member> lan = List.of(member(2, "a1", "--seed", "10.1.0.2"), member(2, "a2", "--seed", "10.1.0.2"));
        List<Member> others =
                List.of(seed, member(3, "b1", "--seed", "10.1.0.2"), member(3, "b2", "--seed", "10.1.0.2"));
        List<Member> all = Stream.concat(lan.stream(), others.stream()).toList();
        Member.assertAllKnowAll(all);
        List<String> before = eventsWithin(lan, others);
        subnets.cut(2);
        for (Member here : lan) {
            for (Member there : others) {
                here.await("lost", there.id());
                there.await("lost", here.id());
            }
        }
        assertThat(eventsWithin(lan, others)).isEqualTo(before);
        subnets.mend(2);
        Member.assertAllKnowAll(all);
        assertThat(eventsWithin(lan, others)).isEqualTo(before);
    }

    /** What the members of either side said of each other. */
    private static List<String> eventsWithin(List<Member> one, List<Member> other) {
        return Stream.of(one, other)
                .flatMap(side -> side.stream()
                        .flatMap(member -> side.stream()
                                .flatMap(peer ->
                                        member.saidOf(peer.id()).stream().map(line -> member.name() + ": " + line))))
                .toList();
    }

    private Member member(int subnet, String name, String... arguments) {
        return Member.nativeOnly(subnets.subnet(subnet).host(name), name, arguments);
    }
}
