package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import dev.kith.peer.Via;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is said of what the kernel dropped since it would not send there: it tells neither whose that was nor where. */
class ReversePathCheckTest {
    private static final String FOLDER = "/proc/sys/net/ipv4/conf/";
    private static final Peer THERE = PaperSeen.peer("there", "10.0.0.2", Via.MULTICAST);

    @Test
    void whereAllAreHeardNobodyIsHidden() {
        Reachability heard = PaperSeen.known(THERE, Outcome.HEARD);
        Reachability told = PaperSeen.known(PaperSeen.peer("told", "10.0.0.3"), Outcome.UNTRIED);
        assertThat(look(host(1), heard, told).level()).isEqualTo(Level.WARN);
        assertThat(look(host(1)).level()).isEqualTo(Level.FAIL);
        assertThat(look(host(1), told).level()).isEqualTo(Level.FAIL);
        assertThat(look(host(1), heard, PaperSeen.silent(THERE)).level()).isEqualTo(Level.FAIL);
    }

    @Test
    void whoIsHeardByIpv6AloneIsHidden() {
        Reachability.Path six =
                new Reachability.Path(PaperSeen.at("fd00::2", 50112), Outcome.ANSWERS, Optional.empty());
        Reachability.Path four =
                new Reachability.Path(PaperSeen.at("10.9.0.2", 50112), Outcome.UNTRIED, Optional.empty());
        assertThat(look(host(1), new Reachability(THERE, List.of(six, four), Optional.empty(), Optional.empty()))
                        .level())
                .isEqualTo(Level.FAIL);
        assertThat(look(host(1), new Reachability(THERE, List.of(six), Optional.empty(), Optional.empty()))
                        .level())
                .isEqualTo(Level.WARN);
    }

    @Test
    void whereNoUsedInterfaceFiltersNobodyIsHidden() {
        assertThat(look(host(0)))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.WARN))
                .satisfies(finding -> assertThat(finding.fix()).isEmpty());
    }

    @Test
    void allInterfacesAreSetOnlyWhereTheHigherOneWouldCount() {
        assertThat(look(host(1)).fix())
                .hasValue("sudo sysctl -w net.ipv4.conf.all.rp_filter=0 net.ipv4.conf.eth0/5.rp_filter=0");
        assertThat(look(host(1).command("ip route show default", "default via 10.0.0.9 dev eth0.5"))
                        .fix())
                .hasValue("sudo sysctl -w net.ipv4.conf.eth0/5.rp_filter=2");
    }

    private static PaperHost host(int filter) {
        return new PaperHost()
                .file(FOLDER + "all/rp_filter", "0")
                .file(FOLDER + "eth0.5/rp_filter", String.valueOf(filter));
    }

    private static Finding look(PaperHost host, Reachability... peers) {
        LinkHealth link = new LinkHealth("eth0.5", Way.IPV4, Optional.empty(), Optional.empty(), 3, 3, 0, false);
        List<Finding> all = new ReversePathCheck()
                .look(
                        ChecksTest.seen(List.of(link), List.of(peers), Set.of(), Map.of(Counters.REVERSE_PATH, 5L)),
                        host);
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
