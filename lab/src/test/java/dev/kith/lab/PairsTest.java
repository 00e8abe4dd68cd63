package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Two behind a translation each, of every two kinds, and nobody is given up for a moment while they meet. */
@Tag("once")
@Isolated("a process that others keep waiting for 150 ms is suspected by the only one it knows")
class PairsTest {
    private static final String[] SEED = {"--seed", "203.0.113.2"};

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
        Needs.tool("nft");
        Needs.tool("conntrack");
        try (World world = Needs.world()) {
            Subnet internet = Subnet.internet(world);
            Member seed = Member.nativeOnly(internet.host("seed"), "seed");
            seed.id();
            Nat left = new Nat(internet, "left", one, "192.168.1");
            Nat right = new Nat(internet, "right", other, "192.168.1");
            Member b = Member.nativeOnly(right.host("b"), "b", SEED);
            seed.awaitThere(b.id());
            Reached reached = Reached.by(left.host("a"), "b", SEED);
            assertThat(reached.answers()).as("%s", reached).isEqualTo(direct);
            assertThat(reached.via().contains("relayed")).as("%s", reached).isEqualTo(!direct);
            b.said().forEach(line -> assertThat(line.event()).as("%s", line).isNotIn("lost", "suspected"));
        }
    }
}
