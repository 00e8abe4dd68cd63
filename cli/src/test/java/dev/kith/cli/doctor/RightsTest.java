package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is said where the rules of the firewall are not seen: only who is not root is told to be. */
class RightsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1000 | 0000000000000000 | FAILED | the rules of the firewall need root: sudo kith doctor",
                "1000 | 0000000000000000 | ABSENT | the rules of the firewall need root: sudo kith doctor",
                "0 | 000001ffffffffff | ABSENT | the rules of the firewall are not seen: nft is not installed here",
                "0 | 00000000a80425fb | FAILED | the rules of the firewall need CAP_NET_ADMIN, which root does not have here",
                "0 | 000001ffffffffff | FAILED | the rules of the firewall are not seen; to see why: sudo nft -a list ruleset",
                "0 | 000001ffffffffff | LATE | the rules of the firewall are not seen, they take too long to print: sudo nft -a list ruleset",
            })
    void whyTheRulesAreNotSeenIsSaid(int user, String rights, Host.Ending ending, String reason) {
        PaperHost host = new PaperHost()
                .file(
                        "/proc/self/status",
                        "Name:\tjava",
                        "Uid:\t1000\t%d\t%d\t%d".formatted(user, user, user),
                        "CapEff:\t" + rights)
                .ending("nft", ending);
        Finding dropped = Finding.fail("no-echo", "eth0 IPv4", "dropped");
        Firewall.Datagram toAll = Firewall.Datagram.toAll("eth0", false, 9779, List.of());
        assertThat(Firewall.of(host).explain(dropped, "input", toAll).why()).containsExactly(reason);
    }
}
