package dev.kith.lab;

import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where there is no address of IPv4 at all, a seed joins subnets as well. */
@Tag("once")
class SeedByIpv6Test {
    @Test
    void aSeedByItsAddressOfIpv6JoinsTwoSubnets() {
        try (World world = Needs.world()) {
            Routed subnets = Routed.ofIpv6(world, 2);
            Member seed = Member.nativeOnly(subnets.subnet(1).host("seed"), "seed");
            Member near = Member.nativeOnly(subnets.subnet(1).host("near"), "near");
            Member far = Member.nativeOnly(subnets.subnet(2).host("far"), "far", "--seed", "2001:db8:1::2");
            Member further =
                    Member.nativeOnly(subnets.subnet(2).host("further"), "further", "--seed", "[2001:db8:1::2]:9779");
            Member.assertAllKnowAll(List.of(seed, near, far, further));
        }
    }
}
