package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** What each command says of itself, and what is said of words that are none. */
class HelpTest {
    /** As wide as help is where no terminal tells. */
    private static final int LINE = 80;

    @Test
    void everyCommandHasExamplesAndExitCodes() {
        List<CommandLine> commands = all(Commands.line(new String[] {"help"}));
        assertThat(commands).hasSizeGreaterThan(15);
        assertThat(commands).allSatisfy(command -> {
            String help = command.getUsageMessage();
            String name = command.getCommandSpec().qualifiedName();
            assertThat(help).as(name).contains("\nExit codes:\n").contains("\nExamples:");
            assertThat(help.substring(help.indexOf("\nExamples:"))).as(name).contains("  kith");
        });
    }

    @Test
    void anExampleStandsOnOneLineSoThatItCanBePasted() {
        assertThat(all(Commands.line(new String[] {"help"})))
                .flatExtracting(command ->
                        List.of(command.getCommandSpec().usageMessage().footer()))
                .filteredOn(line -> line.startsWith("  kith"))
                .isNotEmpty()
                .allMatch(line -> line.length() < LINE);
    }

    @Test
    void whatSpeaksAgainstItselfIsRefused() {
        assertThat(said("peers", "--passive", "--seed", "10.0.0.4")).contains("--passive sends nothing", "--seed");
        assertThat(said("peers", "--dns", "a.example", "--passive")).contains("--passive sends nothing", "--dns");
        assertThat(said("doctor", "--long", "--for", "4s")).contains("--long looks for 335 s");
        assertThat(said("peers", "--service", "http:80", "--service", "http:81"))
                .contains("--service 'http:81' says 'http' again");
        assertThat(said("peers", "--meta", "a=1", "--meta", "a=2")).contains("--meta 'a=2' says 'a' again");
    }

    @Test
    void aPortThatCannotBeIsToldByWhatIsWrongWithIt() {
        assertThat(said("peers", "--own-port", "-1")).isEqualTo("kith peers: own port -1 is not 0 to 65535");
        assertThat(said("peers", "--own-port", "9778")).isEqualTo("kith peers: own port 9778 is the classic beacon's");
    }

    @Test
    void aTypingErrorInACommandIsToldWithWhatMayHaveBeenMeant() {
        assertThat(said("peesr")).isEqualTo("kith: 'peesr' is no command; did you mean 'peers'?  (see: kith help)");
        assertThat(said("anounce", "web")).contains("'anounce' is no command; did you mean 'announce'?");
        assertThat(said("wach")).contains("did you mean 'watch'?");
        assertThat(said("keys", "lst")).startsWith("kith keys: 'lst' is no command; did you mean 'list'?");
        assertThat(said("help", "peesr")).contains("'peesr' is no command; did you mean 'peers'?");
        assertThat(said("xyzzy")).isEqualTo("kith: 'xyzzy' is no command  (see: kith help)");
    }

    @Test
    void aTypingErrorInAnOptionIsToldWithWhatMayHaveBeenMeant() {
        assertThat(said("peers", "--fro", "3s"))
                .isEqualTo("kith peers: '--fro' is no option; did you mean '--for'?  (see: kith help peers)");
        assertThat(said("peers", "--expct=3")).contains("'--expct=3' is no option; did you mean '--expect'?");
        assertThat(said("why", "anna", "--jsn")).contains("did you mean '--json'?");
        assertThat(said("wait", "--tiemout", "1s")).contains("did you mean '--timeout'?");
        assertThat(said("--nmae", "anna")).contains("did you mean '--name'?");
        assertThat(said("peers", "--frobnicate")).contains("'--frobnicate' is no option  (");
        assertThat(said("peers", "anna")).contains("'anna' is one word too many");
    }

    @Test
    void theNearestWordsAreThoseWithTheFewestErrors() {
        assertThat(Spelling.errors("peesr", "peers")).isEqualTo(1);
        assertThat(Spelling.errors("", "peers")).isEqualTo(5);
        assertThat(Spelling.errors("kitten", "sitting")).isEqualTo(3);
        assertThat(Spelling.nearest("rat", List.of("cat", "hat", "car", "dog"))).containsExactly("cat", "hat");
        assertThat(Spelling.nearest("cat", List.of("cat", "hat"))).isEmpty();
    }

    private static String said(String... arguments) {
        StringWriter errors = new StringWriter();
        int code = Main.line(arguments).setErr(new PrintWriter(errors, true)).execute(arguments);
        assertThat(code).isEqualTo(Exit.USAGE);
        assertThat(errors.toString()).hasLineCount(1);
        return errors.toString().strip();
    }

    private static List<CommandLine> all(CommandLine command) {
        List<CommandLine> all = new ArrayList<>(List.of(command));
        command.getSubcommands().values().forEach(below -> all.addAll(all(below)));
        return all;
    }
}
