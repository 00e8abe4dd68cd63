package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** That {@link Routed} is what tests between subnets take it to be. */
@Tag("once")
class RoutedTest {
    private static final String GROUP = "239.255.75.105";

    private World world;
    private Routed routed;
    private Host nearHost;
    private Host farHost;
    private Caller anna;

    @BeforeEach
    void makeHosts() {
        world = Needs.world();
        routed = new Routed(world, 2);
        anna = Caller.onLast(routed.subnet(1), routed.subnet(1).host("anna"), 7000);
        nearHost = routed.subnet(1).host("near");
        farHost = routed.subnet(2).host("far");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void whatIsForOneCrossesTheRouterBothWays() {
        Caller far = far();
        anna.say("there", far);
        far.await("there", anna);
        far.say("back", anna);
        anna.await("back", far);
        assertThat(far.address()).isEqualTo("10.2.0.2");
        assertThat(anna.address()).isEqualTo("10.1.0.2");
    }

    @Test
    void whatIsForAGroupStaysOnItsSubnet() {
        Program near = ear(nearHost);
        Program far = ear(farHost);
        anna.say("all", GROUP, 7000);
        near.awaitLine("10.1.0.2:7000 616c6c");
        anna.say("one", "10.2.0.2", 7000);
        far.awaitLine("10.1.0.2:7000 6f6e65");
        assertThat(far.lines()).noneMatch(line -> line.contains("616c6c"));
    }

    @Test
    void whatIsForAllStaysOnItsSubnet() {
        Caller near = Caller.onLast(routed.subnet(1), nearHost, 7000).ready();
        Caller far = far();
        anna.say("here", "255.255.255.255", 7000);
        near.await("here", anna);
        anna.say("there", "10.2.0.255", 7000);
        anna.say("one", far);
        far.await("one", anna);
        assertThat(far.words()).containsExactly("one");
    }

    @Test
    void aSubnetIsCutOffAndJoinedAgain() {
        Caller far = far();
        routed.cut(2);
        anna.say("lost", far);
        routed.mend(2);
        anna.say("found", far);
        far.await("found", anna);
        assertThat(far.words()).containsExactly("found");
    }

    private Caller far() {
        return Caller.onLast(routed.subnet(2), farHost, 7000).ready();
    }

    private static Program ear(Host host) {
        Program ear = host.java(Ear.class, GROUP, "7000", "eth0");
        ear.awaitLine("listening");
        return ear;
    }
}
