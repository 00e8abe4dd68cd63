package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kith.SourceState;
import dev.kith.peer.Candidate;
import dev.kith.peer.Candidate.Outcome;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of sources that give nothing. */
class SourceCheckTest {
    @Test
    void aSourceThatNamesNobodyIsSpokenOf() {
        assertThat(look(new PaperSeen().source(state("dns pods.example", 0, 1))))
                .singleElement()
                .satisfies(finding -> assertThat(finding.about()).isEqualTo("dns pods.example"))
                .satisfies(finding -> assertThat(finding.text()).isEqualTo("names nobody"));
        assertThat(look(new PaperSeen().source(state("dns pods.example", 0, 0))))
                .isEmpty();
        assertThat(look(new PaperSeen().source(state("state /tmp/kith", 0, 1)))).isEmpty();
    }

    @Test
    void whereNobodyAnswersTheAddressesAreNamed() {
        SourceState seed = state("seed a.example", 2, 1);
        assertThat(look(new PaperSeen().source(seed, at("10.0.0.2", Outcome.SILENT), at("10.0.0.3", Outcome.SILENT))))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.text()).isEqualTo("nobody answers at 10.0.0.2:9779, 10.0.0.3:9779"))
                .satisfies(finding -> assertThat(finding.fix().orElse("")).contains("--with 10.0.0.2"));
        assertThat(look(new PaperSeen().source(seed, at("10.0.0.2", Outcome.SILENT), at("10.0.0.3", Outcome.ANSWERED))))
                .isEmpty();
        assertThat(look(new PaperSeen().source(seed, at("10.0.0.2", Outcome.WAITING))))
                .isEmpty();
    }

    @Test
    void aContainerThatHasASourceIsNotToldToNameOne() {
        PaperHost pod = new PaperHost().variable("KUBERNETES_SERVICE_HOST", "10.96.0.1");
        Seen seen = new PaperSeen().source(state("dns pods.example", 0, 1)).seen();
        assertThat(new ContainerCheck().look(seen, pod))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK));
    }

    private static List<Finding> look(PaperSeen seen) {
        return new SourceCheck().look(seen.seen(), new PaperHost());
    }

    private static SourceState state(String source, int named, int asked) {
        return new SourceState(source, named, asked, Optional.empty());
    }

    private static Candidate at(String ip, Outcome outcome) {
        return new Candidate(
                PaperSeen.at(ip, 9779), List.of("seed a.example"), outcome, 3, Optional.empty(), Optional.empty());
    }
}
