package dev.kith.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./kith} in copies of this checkout: from where it is called, by which JVM, built or not. One run has it on each JDK
 * there is.
 */
@Tag("each-jdk")
class LauncherTest {
    @TempDir
    private Path folder;

    private Path copy;
    private String version = "";

    @BeforeEach
    void copyTheBuiltCheckout() {
        copy = folder.resolve("copy");
        version = shell("'" + Checkout.kith() + "' version").get(0);
        shell("mkdir '" + copy + "' && cd '" + Checkout.root() + "'"
                + " && cp -pR kith pom.xml .mvn .build '" + copy + "'"
                + " && for m in */pom.xml; do mkdir -p '" + copy + "'/${m%/*}/src; cp -p $m '" + copy
                + "'/$m; done"
                + " && for m in desugar core udp dns cli; do cp -pR $m/src/main '" + copy + "'/$m/src; done");
    }

    @Test
    void worksFromAnyDirectoryAndThroughSymlinks() throws IOException {
        Files.createSymbolicLink(folder.resolve("absolute"), copy.resolve("kith"));
        Files.createSymbolicLink(folder.resolve("relative"), Path.of("copy", "kith"));
        Files.createSymbolicLink(folder.resolve("second"), Path.of("relative"));
        for (String call : List.of(
                "./absolute",
                "./relative",
                "./second",
                "copy/kith",
                "cd copy && ./kith",
                "cd / && '" + copy + "/kith'",
                "PATH=$PWD/copy:$PATH && cd / && kith")) {
            assertThat(shell("cd '" + folder + "' && " + call + " version"))
                    .as(call)
                    .containsExactly(version);
        }
    }

    @Test
    void runsOnEachJvmInTurnAndMakesAnArchiveForEach() throws IOException {
        List<String> homes = javaHomes();
        for (int round = 0; round < 2; round++) {
            for (String home : homes) {
                assertThat(shell("JAVA_HOME='" + home + "' '" + copy + "/kith' version"))
                        .as(home)
                        .containsExactly(version);
            }
        }
        for (Path made : archives()) {
            // An empty one stands for a JVM that cannot make one.
            assertThat(made).isNotEmptyFile();
        }
        assertThat(archives()).hasSizeGreaterThanOrEqualTo(homes.size());
    }

    @Test
    void eachJvmHasItsOwnArchiveMapped() throws IOException {
        for (String home : javaHomes()) {
            // A copy has none that fits: an archive is of jars at their place.
            shell("JAVA_HOME='" + home + "' '" + Checkout.kith() + "' version");
            Program kith = Program.start(
                    List.of("env", "JAVA_HOME=" + home, Checkout.kith().toString(), "watch", "--interface", "lo"));
            kith.awaitError("here as ");
            String name = home.replace('/', '_') + "_bin_java.jsa";
            assertThat(Files.readAllLines(Path.of("/proc", Long.toString(kith.pid()), "maps")))
                    .as(home)
                    .anyMatch(line -> line.endsWith("/" + name));
            kith.kill();
        }
    }

    @Test
    void anArchiveThatDoesNotFitNeverPrints() throws IOException {
        List<String> homes = javaHomes();
        homes.forEach(home -> shell("JAVA_HOME='" + home + "' '" + copy + "/kith' version"));
        List<Path> archives = archives();
        String first = "'" + archives.get(0) + "'";
        String last = "'" + archives.get(archives.size() - 1) + "'";
        for (String damage : List.of(
                "touch '" + copy + "'/.build/app*/*.jar",
                "mv " + first + " x; mv " + last + " " + first + "; mv x " + last,
                "for a in " + first + " " + last
                        + "; do dd if=/dev/zero of=$a conv=notrunc bs=4096 count=4 status=none; done",
                "echo junk > " + first + "; echo junk > " + last,
                ": > " + first + "; : > " + last)) {
            shell("cd '" + folder + "' && chmod u+w " + first + " " + last + " && { " + damage + "; }");
            for (String home : homes) {
                Program kith = Program.start(
                        List.of("env", "JAVA_HOME=" + home, copy.resolve("kith").toString(), "version"));
                assertThat(kith.awaitExit()).as(damage).isZero();
                assertThat(kith.lines()).as(damage).containsExactly(version);
                assertThat(kith.errors()).as(damage).isEmpty();
            }
        }
    }

    @Test
    void aCheckoutThatCannotBeWrittenRunsWhatWasBuilt() {
        Needs.world().close();
        // Read-only for root too: a mount, in a mount namespace of its own.
        String remount = "mount --bind '" + copy + "' '" + copy + "' && mount -o remount,bind,ro '" + copy + "'";
        String unshare = shell("id -u").contains("0") ? "unshare --mount" : "unshare --user --map-root-user --mount";
        assertThat(shell(unshare + " sh -c \"" + remount + " && '" + copy + "/kith' version\""))
                .containsExactly(version);
        for (String home : javaHomes()) {
            assertThat(shell(unshare + " sh -c \"" + remount + " && JAVA_HOME='" + home + "' '" + copy
                            + "/kith' version\""))
                    .containsExactly(version);
        }
    }

    @Test
    void aBuildThatFailsIsSaidAndNewerSourcesAreBuiltOnceByOneOfSeveralRuns() throws IOException {
        Path text = copy.resolve("cli/src/main/java/dev/kith/cli/VersionCommand.java");
        String source = Files.readString(text);
        Files.writeString(text, source + "no java");
        Program broken = Program.start(List.of(copy.resolve("kith").toString(), "version"));
        assertThat(broken.awaitExit(Needs.BUILD)).isNotZero();
        assertThat(broken.lines()).isEmpty();
        assertThat(broken.errors()).contains("kith: the build failed");
        Files.writeString(text, source.replace("\"kith \"", "\"kith changed \""));
        // From the future, too: what was built of it must not seem older than it.
        shell("touch -d '+2 days' '" + text + "'");
        List<Program> runs = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            runs.add(Program.start(List.of(copy.resolve("kith").toString(), "version")));
        }
        for (Program run : runs) {
            assertThat(run.awaitExit(Needs.BUILD)).as(run.toString()).isZero();
            assertThat(run.lines()).containsExactly(version.replace("kith ", "kith changed "));
        }
        assertThat(runs.stream().flatMap(run -> run.errors().stream()).filter(line -> line.contains("building")))
                .hasSize(1);
        Program again = Program.start(List.of(copy.resolve("kith").toString(), "version"));
        assertThat(again.awaitExit(Needs.BUILD)).isZero();
        assertThat(again.errors()).isEmpty();
    }

    @Test
    void isFoundWhateverCdpathSays() {
        shell("mkdir -p '" + folder + "/decoy/copy'");
        assertThat(shell("cd '" + folder + "' && CDPATH='" + folder + "/decoy' copy/kith version"))
                .containsExactly(version);
    }

    private static List<String> shell(String script) {
        Program program = Program.start(List.of("bash", "-c", script));
        assertThat(program.awaitExit(Needs.BUILD)).as(program.toString()).isZero();
        return program.lines();
    }

    private List<Path> archives() throws IOException {
        try (Stream<Path> files = Files.walk(copy.resolve(".build"))) {
            return files.filter(file -> file.toString().endsWith(".jsa")).toList();
        }
    }

    private static List<String> javaHomes() {
        return shell(
                "for home in /usr/lib/jvm/* ${KITH_JDK25:-}; do [ -L \"$home\" ] || [ ! -x \"$home/bin/javac\" ] || echo \"$home\"; done");
    }
}
