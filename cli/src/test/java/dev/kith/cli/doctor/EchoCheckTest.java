package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.LinkHealth.Way;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is said of a link by which nothing can be sent to all. */
class EchoCheckTest {
    @ParameterizedTest
    @EnumSource(Way.class)
    void aTunnelThatCarriesNoMulticastIsNoFault(Way way) {
        assertThat(look(way, LinkHealth.NO_MULTICAST))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(finding -> assertThat(finding.text()).contains("carries no multicast"));
    }

    @Test
    void whatIsNotPermittedIs() {
        assertThat(look(Way.IPV4, "Operation not permitted"))
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("not-sent"));
    }

    private static Finding look(Way way, String unsent) {
        LinkHealth link = new LinkHealth("wg0", way, Optional.empty(), Optional.of(unsent), 0, 0, 0, false);
        List<Finding> all =
                new EchoCheck().look(ChecksTest.seen(List.of(link), List.of(), Set.of(), Map.of()), new PaperHost());
        assertThat(all).hasSize(1);
        return all.get(0);
    }
}
