package dev.kith.lab;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where there is no address of IPv4 at all, a seed joins subnets as well. */
@Tag("once")
class SeedByIpv6Test {
    @Test
    void aSeedByItsAddressOfIpv6JoinsTwoSubnets() {
        try (World world = Needs.world()) {
            Routed subnets = Routed.ofIpv6(world, 2);
            Member seed = member(subnets.subnet(1).host("seed"), "seed");
            Member near = member(subnets.subnet(1).host("near"), "near");
            Member far = member(subnets.subnet(2).host("far"), "far", "--seed", "2001:db8:1::2");
            Member further = member(subnets.subnet(2).host("further"), "further", "--seed", "[2001:db8:1::2]:9779");
            Member.assertAllKnowAll(List.of(seed, near, far, further));
        }
    }

    private static Member member(Host host, String name, String... arguments) {
        return new Member(
                host,
                name,
                List.of(),
                Stream.concat(Stream.of("--no-classic"), Stream.of(arguments)).toList());
    }
}
