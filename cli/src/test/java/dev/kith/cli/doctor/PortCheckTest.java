package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of a port that cannot be had. */
class PortCheckTest {
    private static final PaperHost HOST = new PaperHost().file("/proc/sys/net/ipv4/ip_unprivileged_port_start", "1024");

    @Test
    void aPortThatIsNotPermittedIsHeldByNobody() {
        for (String reason : List.of(
                "port 80 is not permitted to this user",
                "port 80, which was to be its own, is not permitted to this user")) {
            assertThat(new PortCheck().look(new PaperSeen().failed(reason).seen(), HOST))
                    .singleElement()
                    .isEqualTo(Finding.fail("port-not-permitted", "port 80", reason)
                            .because("net.ipv4.ip_unprivileged_port_start is 1024")
                            .mendedBy("sudo sysctl -w net.ipv4.ip_unprivileged_port_start=80"));
        }
    }

    @Test
    void aPortThatIsPermittedToAllAndRefusedHasNoCommandThatMendsIt() {
        String reason = "port 9779 is not permitted to this user";
        assertThat(new PortCheck().look(new PaperSeen().failed(reason).seen(), HOST))
                .singleElement()
                .isEqualTo(Finding.fail("port-not-permitted", "port 9779", reason));
    }
}
