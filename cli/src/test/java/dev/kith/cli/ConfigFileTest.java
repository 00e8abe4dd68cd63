package dev.kith.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.kith.cli.ConfigFile.Entry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** Options from a file: which one is read, what goes before what, and what is refused. */
class ConfigFileTest {
    @TempDir
    private Path folder = Path.of("");

    private Path file = Path.of("");

    @BeforeEach
    void nameFile() {
        file = folder.resolve("a file");
    }

    @Test
    void whatIsTypedGoesBeforeVariablesAndThoseBeforeTheFile() throws IOException {
        Environment both = environment("peers", Map.of("KITH_GROUP", "variable", "KITH_META", "c=3"), """
                group = file
                name  =  Anna of the file
                # said of nothing
                meta = a=1,b=2
                meta = d=4

                passive = yes
                """);
        assertThat(both.defaultValue(option("peers", "--group"))).isEqualTo("variable");
        assertThat(both.defaultValue(option("peers", "--name"))).isEqualTo("Anna of the file");
        assertThat(both.defaultValue(option("peers", "--for"))).isNull();
        assertThat(both.values("--meta")).containsExactly("c=3");
        assertThat(both.flag("--passive")).isTrue();
        assertThat(environment("peers", Map.of("KITH_PASSIVE", "no"), "passive = yes")
                        .flag("--passive"))
                .isFalse();
        assertThat(environment("peers", Map.of(), "meta = a=1,b=2\nmeta=d=4").values("--meta"))
                .containsExactly("a=1", "b=2", "d=4");
    }

    @Test
    void whatLooksLikeAVariableInAValueIsNone() throws IOException {
        Environment said = environment("peers", Map.of("KITH_NAME", "${sys:user.name}"), "group = team-${SITE}");
        String[] typed = {"peers"};
        CommandLine line = Main.line(typed).setDefaultValueProvider(said);
        line.parseArgs(typed);
        CommandSpec peers =
                Objects.requireNonNull(line.getSubcommands().get("peers")).getCommandSpec();
        assertThat(peers.findOption("--group").<String>getValue()).isEqualTo("team-${SITE}");
        assertThat(peers.findOption("--name").<String>getValue()).isEqualTo("${sys:user.name}");
    }

    @Test
    void aCommentBehindAValueIsNotOfItAndQuotesHoldWhatIs() throws IOException {
        Environment said = environment("peers", Map.of(), """
                group = den # of the foxes
                name = "web #1"  # with a number
                state =# nowhere
                service = a#b:80
                """);
        assertThat(said.defaultValue(option("peers", "--group"))).isEqualTo("den");
        assertThat(said.defaultValue(option("peers", "--name"))).isEqualTo("web #1");
        assertThat(said.defaultValue(option("peers", "--state"))).isNull();
        assertThat(said.values("--service")).containsExactly("a#b:80");
    }

    @Test
    void aFlagOfTheFileGivesWayToAVariableThatIsToGoInItsPlace() throws IOException {
        String text = "json = yes";
        assertThat(environment("peers", Map.of(), text).flag("--json", "--output"))
                .isTrue();
        Map<String, String> wide = Map.of("KITH_OUTPUT", "wide");
        assertThat(environment("peers", wide, text).flag("--json", "--output")).isFalse();
        Map<String, String> both = Map.of("KITH_OUTPUT", "wide", "KITH_JSON", "yes");
        assertThat(environment("peers", both, "").flag("--json", "--output")).isTrue();
    }

    @Test
    void whatIsSaidForOneCommandGoesBeforeWhatIsSaidForAllAndIsNothingToOthers() throws IOException {
        String text =
                "watch.name = watcher\nname = anybody\npeers.output = wide\npeers.label = a=1\nlabel = b=2\nexpect = 3";
        Environment peers = environment("peers", Map.of(), text);
        assertThat(peers.defaultValue(option("peers", "--name"))).isEqualTo("anybody");
        assertThat(peers.defaultValue(option("peers", "--output"))).isEqualTo("wide");
        assertThat(peers.values("--label")).containsExactly("a=1");
        Environment watch = environment("watch", Map.of(), text);
        assertThat(watch.defaultValue(option("watch", "--name"))).isEqualTo("watcher");
    }

    @Test
    void aKeyThatMeansNothingIsRefusedWithItsLine() {
        Map<String, String> refusals = Map.of(
                "gruop = den", "'gruop' is no option; did you mean 'group'?",
                "peers.watch = 1", "'watch' is no option",
                "peesr.for = 1s", "'peesr' is no command; did you mean 'peers'?",
                "group den", "'group den' is not of the form key = value",
                "= den", "'= den' is not of the form key = value",
                "force = yes", "'force' can be typed only",
                "config = /etc/kith", "'config' can be typed only",
                "name = \"Anna", "the value of 'name' has no quote at its end, or more behind it",
                "name = \"Anna\" B", "the value of 'name' has no quote at its end, or more behind it",
                "group = a\n\ngroup = b", "'group' was said in line 2 already");
        refusals.forEach((text, why) -> assertThatThrownBy(() -> environment("peers", Map.of(), "\n" + text))
                .as(text)
                .isInstanceOf(ConfigFile.Refusal.class)
                .hasMessage(file + ":" + (text.contains("\n") ? 4 : 2) + ": " + why));
    }

    @Test
    void aComplaintIsOfTheLineThatSetIt() throws IOException {
        FileSettings settings = settings("peers", "for = soon\nmeta = a=1\nmeta = novalue\nport = 70000");
        assertThat(settings.placeOf("Invalid value for option '--for': 'soon' is not a duration", any -> true))
                .contains(file + ":1");
        assertThat(settings.placeOf("--meta 'novalue' is not of the form key=value", any -> true))
                .contains(file + ":3");
        assertThat(settings.placeOf("port 70000 is not 1 to 65535", any -> true))
                .contains(file + ":4");
        assertThat(settings.placeOf("port 0 is not 1 to 65535", any -> true)).isEmpty();
        assertThat(settings.placeOf("port 70000 is not 1 to 65535", option -> !option.equals("--port")))
                .isEmpty();
    }

    @Test
    void theFileThatIsNamedHasToBeThereAndTheUsualOneNeedNot() throws IOException {
        Map<String, String> home = Map.of("HOME", folder.toString());
        assertThat(ConfigFile.entries(new String[] {"peers"}, home)).isEmpty();
        for (String[] named : new String[][] {{"peers", "--config", file.toString()}, {"peers", "--config=" + file}}) {
            assertThatThrownBy(() -> ConfigFile.entries(named, home))
                    .isInstanceOf(ConfigFile.Refusal.class)
                    .hasMessage("--config '" + file + "' is not there");
        }
        assertThatThrownBy(() -> ConfigFile.entries(new String[] {"peers"}, Map.of("KITH_CONFIG", file.toString())))
                .isInstanceOf(ConfigFile.Refusal.class);
        assertThat(ConfigFile.entries(new String[] {"wait", "--", "run", "--config", "x"}, home))
                .isEmpty();
        assertThat(ConfigFile.ownWords(new String[] {"wait", "--", "ls", "-h"})).containsExactly("wait");
        Path usual = Files.createDirectories(folder.resolve(".config/kith")).resolve("config");
        Files.writeString(usual, "name = usual");
        assertThat(ConfigFile.entries(new String[0], home)).containsExactly(new Entry(usual, 1, "name", "usual"));
        Path xdg = Files.createDirectories(folder.resolve("xdg/kith")).resolve("config");
        Files.writeString(xdg, "name = xdg");
        Map<String, String> both = Map.of(
                "HOME",
                folder.toString(),
                "XDG_CONFIG_HOME",
                folder.resolve("xdg").toString());
        assertThat(ConfigFile.entries(new String[0], both)).containsExactly(new Entry(xdg, 1, "name", "xdg"));
        assertThatThrownBy(() -> ConfigFile.entries(new String[] {"peers", "--config", folder.toString()}, home))
                .hasMessage("--config '" + folder + "' is a folder, not a file of options");
        Files.write(usual, new byte[] {(byte) 0xFF});
        assertThatThrownBy(() -> ConfigFile.entries(new String[0], home))
                .isInstanceOf(ConfigFile.Refusal.class)
                .hasMessageContaining("cannot be read as UTF-8 text");
    }

    private Environment environment(String command, Map<String, String> variables, String text) throws IOException {
        return new Environment(variables, settings(command, text));
    }

    private FileSettings settings(String command, String text) throws IOException {
        Files.writeString(file, text);
        List<Entry> entries = ConfigFile.entries(new String[] {command, "--config", file.toString()}, Map.of());
        return FileSettings.of(entries, command, spec(command));
    }

    private static OptionSpec option(String command, String name) {
        return spec(command).findOption(name);
    }

    private static CommandSpec spec(String command) {
        return Objects.requireNonNull(Commands.all().getSubcommands().get(command))
                .getCommandSpec();
    }
}
