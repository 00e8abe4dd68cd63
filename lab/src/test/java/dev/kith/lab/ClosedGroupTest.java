package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Groups that are closed by a key file, and the commands that change it. */
@Tag("once")
class ClosedGroupTest {
    private static final int MANY = 20;

    @TempDir
    private Path folder;

    private World world;

    @BeforeEach
    void makeWorld() {
        world = Needs.world();
    }

    @AfterEach
    void endWorld() {
        if (world != null) {
            world.close();
        }
    }

    @Test
    void whoHasTheKeyIsListedAndNothingIsSaidInClear() {
        Path ours = KeyFiles.create("team.keys");
        Host listener = world.host("listener");
        Program ear = listener.java(Ear.class, "239.255.75.105", "9779", "eth0");
        Program beacons = listener.java(Ear.class, "224.0.0.1", "9778", "eth0");
        ear.awaitLine("listening");
        beacons.awaitLine("listening");
        Program anna = watch("anna", ours, "--meta", "room=attic");
        Program bob = watch("bob", ours);
        anna.awaitLine(" + bob ");
        bob.awaitLine(" + anna ");
        Program mallory = watch("mallory", KeyFiles.create("other.keys"));
        anna.awaitMatch(".* ! \\d+ datagrams? for this group with another key, from 10\\.77\\.0\\.\\d+");
        mallory.awaitMatch(".* ! \\d+ datagrams? for this group with another key, from .*");
        Program eve = world.host("eve").kith("watch", "--group", "team", "--name", "eve", "--no-classic");
        anna.awaitMatch(".* ! \\d+ datagrams? for this group without a key, from 10\\.77\\.0\\.\\d+");
        eve.awaitMatch(".* ! \\d+ datagrams? for this group with a key, which this node lacks, from .*");
        assertThat(mallory.lines()).noneMatch(line -> line.contains(" + "));
        assertThat(eve.lines()).noneMatch(line -> line.contains(" + "));
        assertThat(anna.lines()).filteredOn(line -> line.contains(" + ")).hasSize(1);
        assertThat(ear.lines()).hasSizeGreaterThan(4);
        for (String secret : List.of("anna", "attic", "bob", "mallory")) {
            String hex = HexFormat.of().formatHex(secret.getBytes(StandardCharsets.UTF_8));
            assertThat(ear.lines()).noneMatch(line -> line.contains(hex));
        }
        assertThat(beacons.lines()).containsExactly("listening");
    }

    @Test
    void theBeaconIsCastIfItIsAskedForAndThatIsWarnedOf() {
        Program cast = world.host("a")
                .kith(
                        "watch",
                        "--group",
                        "team",
                        "--name",
                        "anna",
                        "--classic",
                        "--key-file",
                        KeyFiles.create("team.keys").toString());
        cast.awaitError("kith: --classic tells the name 'anna' to the whole subnet, in clear");
        world.host("b").kith("listen").awaitLine("server got: {\"username\":\"anna\"}");
    }

    @Test
    void aKeyIsChangedOnTwentyHostsAndNobodyIsLostOrMissed() throws IOException {
        Path first = KeyFiles.create("first.keys");
        List<Path> files = new ArrayList<>();
        List<Program> nodes = new ArrayList<>();
        for (int i = 0; i < MANY; i++) {
            files.add(Files.copy(first, folder.resolve(i + ".keys"), StandardCopyOption.COPY_ATTRIBUTES));
            nodes.add(watch("n" + i, files.get(i)));
        }
        nodes.forEach(node -> node.awaitCount(" + n", MANY - 1));
        String old = keys(first, "list").lines().get(0).substring(0, 2);
        String next = keys(first, "add").lines().get(0);
        spread(first, files);
        for (List<String> step : List.of(List.of("use", next), List.of("remove", old))) {
            Host admin = world.host(step.get(0));
            // Nobody is asked by force; a member whose file was not noticed yet makes it wait.
            Program done = awaitDone(admin, first, step);
            assertThat(done.errors().get(0)).contains("key " + step.get(1));
            spread(first, files);
        }
        Program late = watch("late", first);
        late.awaitCount(" + n", MANY);
        for (Program node : nodes) {
            node.awaitLine(" + late ");
            // On a loaded machine one may be suspected, and recover.
            assertThat(node.lines()).noneMatch(line -> line.contains(" - n") || line.contains("key is old"));
        }
    }

    private Program awaitDone(Host admin, Path file, List<String> step) {
        Program command = keys(admin, file, step.toArray(String[]::new));
        for (int tries = 0; command.awaitExit() == 1 && tries < 20; tries++) {
            command = keys(admin, file, step.toArray(String[]::new));
        }
        assertThat(command.awaitExit()).isZero();
        return command;
    }

    /** As people copy a file to others. */
    private static void spread(Path from, List<Path> to) throws IOException {
        for (Path file : to) {
            Path next = file.resolveSibling(file.getFileName() + ".next");
            Files.copy(from, next, StandardCopyOption.COPY_ATTRIBUTES);
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        }
    }

    @Test
    void toUseOrRemoveAKeyIsRefusedWhileAMemberWouldBeShutOut() throws IOException {
        Path ours = KeyFiles.create("ours.keys");
        Path theirs = Files.copy(ours, folder.resolve("theirs.keys"), StandardCopyOption.COPY_ATTRIBUTES);
        Program anna = watch("anna", ours);
        Program bob = watch("bob", theirs);
        anna.awaitLine(" + bob ");
        bob.awaitLine(" + anna ");
        String old = keys(ours, "list").lines().get(0).substring(0, 2);
        String next = keys(ours, "add").lines().get(0);
        Host admin = world.host("admin");
        Program refused = keys(admin, ours, "use", next);
        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.errors().get(0)).contains("lack key " + next + ": ").contains("bob");
        assertThat(keys(ours, "list").lines().get(0)).startsWith(old);
        String mistyped = List.of("00", "01", "02").stream()
                .filter(id -> !id.equals(old) && !id.equals(next))
                .findFirst()
                .orElseThrow();
        for (String change : List.of("use", "remove")) {
            Program wrong = keys(admin, ours, change, mistyped);
            assertThat(wrong.awaitExit()).as("%s", wrong).isEqualTo(2);
            assertThat(wrong.errors()).singleElement().asString().contains("no key '" + mistyped + "' in ");
        }
        Program inUse = keys(admin, ours, "remove", old);
        assertThat(inUse.awaitExit()).isEqualTo(2);
        assertThat(keys(admin, ours, "use", next, "--force").awaitExit()).isZero();
        refused = keys(admin, ours, "remove", old);
        assertThat(refused.awaitExit()).isEqualTo(1);
        assertThat(refused.errors().get(0)).contains("bob");
        bob.awaitMatch(".* ! our key is old: anna at .* uses key " + next + ", which this node lacks");
        Files.copy(ours, theirs, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        assertThat(awaitDone(admin, ours, List.of("remove", old)).errors().get(0))
                .contains("not accepted any more");
    }

    @Test
    void badKeysAreToldInOneLineThatDoesNotTellThem() throws IOException {
        Path open = KeyFiles.create("open.keys");
        assertThat(open.toFile().setReadable(true, false)).isTrue();
        assertUsage(List.of("peers", "--key-file", open.toString()), "is open to others (rw-r--r--): chmod 600 it");
        assertUsage(List.of("peers", "--key-file", folder.resolve("none").toString()), "is not there");
        assertUsage(List.of("peers", "--key", "kith:secret"), "'--key' is no option");
        assertUsage(List.of("peers", "--allow", "anna"), "id 'anna' is not 32 hexadecimal digits");
        assertUsage(List.of("keys"), "list, add, use or remove");
        assertUsage(List.of("keys", "list"), "--key-file or KITH_KEY_FILE names it");
        Program key = world.host("env")
                .start(List.of("env", "KITH_KEY=kith:secret", Checkout.kith(), "peers", "--for", "100ms"));
        assertThat(key.awaitExit()).isEqualTo(2);
        assertThat(key.errors())
                .singleElement()
                .asString()
                .contains("43 characters")
                .doesNotContain("secret");
        Path made = folder.resolve("made.keys");
        assertThat(world.host("maker").kith("keygen", made.toString()).awaitExit())
                .isZero();
        assertThat(Files.readString(made)).contains("kith:");
        assertUsage(List.of("keygen", made.toString()), "is there already");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "KITH_KEY= | KITH_KEY is there and holds no key",
                "'KITH_KEY=  ' | KITH_KEY is there and holds no key",
                "KITH_KEY_FILE= | KITH_KEY_FILE is there and names no file"
            })
    void aVariableForTheKeyThatHoldsNoneDoesNotOpenTheGroup(String variable, String told) {
        Program key = Program.start(List.of("env", variable, Checkout.kith(), "peers", "--for", "100ms"));
        assertThat(key.awaitExit()).isEqualTo(2);
        assertThat(key.errors()).singleElement().asString().contains(told);
    }

    @Test
    void aKeyFileMayBeAPipeOfTheShellButNoneThatWaitsForAWriter() {
        Path file = KeyFiles.create("team.keys");
        String list = "exec '%s' keys list --key-file ".formatted(Checkout.kith());
        Program plain = Program.start(List.of("bash", "-c", list + file));
        assertThat(plain.awaitExit()).isZero();
        Program substituted = Program.start(List.of("bash", "-c", list + "<(cat " + file + ")"));
        assertThat(substituted.awaitExit()).as("%s", substituted).isZero();
        assertThat(substituted.lines()).isEqualTo(plain.lines());
        Path pipe = folder.resolve("pipe");
        assertThat(Program.start(List.of("mkfifo", "-m", "600", pipe.toString()))
                        .awaitExit())
                .isZero();
        assertUsage(List.of("keys", "list", "--key-file", pipe.toString()), "is no regular file");
    }

    private void assertUsage(List<String> arguments, String says) {
        Program wrong = Program.start(
                Stream.concat(Stream.of(Checkout.kith()), arguments.stream()).toList());
        assertThat(wrong.awaitExit()).as("%s", arguments).isEqualTo(2);
        assertThat(wrong.errors())
                .as("%s", arguments)
                .singleElement()
                .asString()
                .contains(says);
    }

    private Program watch(String name, Path keyFile, String... more) {
        List<String> arguments =
                new ArrayList<>(List.of("watch", "--group", "team", "--name", name, "--key-file", keyFile.toString()));
        arguments.addAll(List.of(more));
        return world.host(name).kith(arguments.toArray(String[]::new));
    }

    private static Program keys(Path file, String command) {
        Program keys = Program.start(List.of(Checkout.kith(), "keys", command, "--key-file", file.toString()));
        assertThat(keys.awaitExit()).isZero();
        return keys;
    }

    private static Program keys(Host host, Path file, String... command) {
        List<String> arguments = new ArrayList<>(List.of("keys"));
        arguments.addAll(List.of(command));
        arguments.addAll(List.of("--group", "team", "--name", "admin", "--key-file", file.toString()));
        return host.kith(arguments.toArray(String[]::new));
    }
}
