package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Options from a file, as the program reads them. */
@Tag("once")
class ConfigTest {
    @TempDir
    private Path home = Path.of("");

    private World world;
    private Host host;

    @BeforeEach
    void makeHost() {
        world = Needs.world();
        host = world.host("host");
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void theUsualFileGivesWhatIsNeitherTypedNorAVariable() throws IOException {
        write("group = file", "name = file", "meta = where=file", "peers.for = 100ms", "peers.output = json");
        Program peers = kith(List.of("KITH_NAME=variable"), "peers", "--group", "typed");
        assertThat(peers.awaitExit()).as("%s", peers).isEqualTo(1);
        assertThat(peers.lines())
                .singleElement()
                .asString()
                .contains("\"group\":\"typed\"")
                .contains("\"name\":\"variable\"")
                .contains("\"meta\":{\"where\":\"file\"}");
    }

    @Test
    void aVariableForTheFormOfPeersGoesBeforeAFlagOfTheFile() throws IOException {
        write("peers.json = yes", "peers.for = 100ms");
        kith(List.of(), "peers").awaitLine("{");
        Program plain = kith(List.of("KITH_OUTPUT=plain"), "peers");
        assertThat(plain.awaitExit()).as("%s", plain).isEqualTo(1);
        assertThat(plain.lines()).isEmpty();
    }

    @Test
    void whatIsWrongInItIsOneLineThatNamesTheLine() throws IOException {
        Path file = write("", "peers.for = soon");
        assertRefused(file + ":2: ", "peers");
        write("gruop = den");
        assertRefused(file + ":1: 'gruop' is no option; did you mean 'group'?", "watch");
        write("meta = novalue");
        assertRefused(file + ":1: --meta 'novalue' is not of the form key=value", "wait");
        assertRefused("--config '/nowhere' is not there", "peers", "--config", "/nowhere");
        Program help = kith(List.of(), "help", "peers");
        assertThat(help.awaitExit()).isZero();
    }

    private void assertRefused(String why, String... arguments) {
        Program kith = kith(List.of(), arguments);
        assertThat(kith.awaitExit()).as("%s", kith).isEqualTo(2);
        assertThat(kith.lines()).isEmpty();
        assertThat(kith.errors()).singleElement().asString().startsWith("kith").contains(why);
    }

    private Path write(String... lines) throws IOException {
        Path folder = Files.createDirectories(home.resolve(".config").resolve("kith"));
        return Files.writeString(folder.resolve("config"), String.join("\n", lines));
    }

    private Program kith(List<String> variables, String... arguments) {
        List<String> command = new ArrayList<>(List.of("env", "-u", "XDG_CONFIG_HOME", "HOME=" + home));
        command.addAll(variables);
        command.add(Checkout.kith());
        command.addAll(List.of(arguments));
        return host.start(command);
    }
}
