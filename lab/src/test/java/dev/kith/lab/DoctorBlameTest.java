package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Faults of this host for which {@code kith doctor} must blame no other, and of none for which it must blame nobody. */
@Tag("once")
class DoctorBlameTest {
    private World world;
    private Host here;
    private Host there;

    @BeforeEach
    void makeHosts() {
        Needs.tool("nft");
        world = Needs.world();
        here = world.host("here");
        there = world.host("there");
    }

    @AfterEach
    void endWorld() {
        world.close();
    }

    @Test
    void aFirewallThatLetsOutWhatGoesToAllAlone() {
        here.nft(
                "add table inet f; add chain inet f out { type filter hook output priority 0; policy drop; };"
                        + " add rule inet f out udp dport { 9778, 9779 } accept; add rule inet f out meta l4proto icmpv6 accept");
        peer();
        Findings findings = doctor().names("silent", "fail", "there", "chain out drops whatever no rule accepts");
        String fix = findings.only("silent").at("/fix").asString();
        here.run("sh", "-c", fix.substring("sudo ".length()));
        assertThat(doctor().wrong()).doesNotContain("silent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hook input priority 0; }; add rule inet f c iifname eth0 ip saddr 10.77.0.1 drop",
                "hook prerouting priority 0; }; add rule inet f c fib saddr type local iifname != lo drop"
            })
    void aRuleAgainstForgedAddressesHidesNobody(String rule) {
        here.nft("add table inet f; add chain inet f c { type filter " + rule);
        peer();
        Findings findings = doctor("--for", "14s").names("no-echo", "warn", "others are heard");
        assertThat(findings.program().awaitExit()).as("%s", findings).isZero();
    }

    @Test
    void aRouteThatIsRefusedIsNoMatterOfAFirewallThere() {
        here.set("net/ipv6/conf/all/disable_ipv6", 1);
        here.ip("rule", "add", "to", "10.77.0.2", "prohibit");
        peer();
        assertThat(doctor().wrong()).contains("route").doesNotContain("silent");
    }

    @Test
    void whereOneIsLookedAtIsNoSeedUnlessItIsGivenAsOne() {
        assertThat(doctor("--with", "10.77.0.3").wrong()).doesNotContain("source");
        assertThat(doctor("--with", "10.77.0.3", "--seed", "10.77.0.3").wrong()).contains("source");
    }

    private void peer() {
        new Member(there, "there", List.of(), List.of()).id();
    }

    private Findings doctor(String... arguments) {
        List<String> all = new ArrayList<>(List.of("doctor", "--json", "--name", "here"));
        all.addAll(List.of(arguments));
        return Findings.read(here.kith(all.toArray(String[]::new)));
    }
}
