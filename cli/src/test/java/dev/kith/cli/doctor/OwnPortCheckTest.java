package dev.kith.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** What is said of the port that a node sends from, and of rules that are not seen. */
class OwnPortCheckTest {
    private static final PaperSeen HERE =
            new PaperSeen().self(PaperSeen.peer("here", "10.0.0.1")).link("eth0", 3);

    @Test
    void whereTheRulesAreNotSeenThatIsSaid() {
        assertThat(new OwnPortCheck().look(HERE.seen(), new PaperHost()))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.OK))
                .satisfies(finding -> assertThat(finding.code()).isEqualTo("own-port"))
                .satisfies(
                        finding -> assertThat(finding.text())
                                .isEqualTo(
                                        "whether what others send there comes in is not known: the rules of the firewall need root: sudo kith doctor"));
    }

    @Test
    void whereTheyAreSeenAndLetItInNothingIs() {
        assertThat(look("")).isEmpty();
    }

    @Test
    void whereTheyDropItThatIsSaid() {
        assertThat(look("""
                table inet f { # handle 1
                \tchain in { # handle 1
                \t\ttype filter hook input priority filter; policy drop;
                \t}
                }
                """))
                .singleElement()
                .satisfies(finding -> assertThat(finding.level()).isEqualTo(Level.FAIL));
    }

    private static List<Finding> look(String rules) {
        return new OwnPortCheck().look(HERE.seen(), new PaperHost().command("nft -a list ruleset", rules));
    }
}
