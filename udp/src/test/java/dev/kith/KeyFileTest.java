package dev.kith;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.kith.trust.GroupKey;
import dev.kith.trust.Identity;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets in files: made private, refused when they are not, changed as a whole. */
class KeyFileTest {
    private static final String GROUP = "team";
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    @TempDir
    private Path folder;

    @Test
    void aNewFileIsPrivateAndHoldsOneKeyThatIsNotMadeTwice() throws IOException {
        Path made = made();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(new KeyFile(made, GROUP).ids()).hasSize(1);
        assertThatThrownBy(() -> KeyFile.create(made)).isInstanceOf(IOException.class);
        assertThat(KeyFile.generate()).matches("kith:[A-Za-z0-9_-]{43}").isNotEqualTo(KeyFile.generate());
    }

    @Test
    void oneThatOthersCanReadIsRefusedByName() throws IOException {
        Path made = made();
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-r-----"));
        assertThatThrownBy(() -> new KeyFile(made, GROUP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("key file '" + made + "' is open to others (rw-r-----): chmod 600 it");
    }

    @Test
    void keysAreAddedUsedAndRemovedAndTheFileStaysPrivate() throws IOException {
        Path made = made();
        KeyFile file = new KeyFile(made, GROUP);
        String old = file.ids().get(0);
        String next = file.addNew();
        assertThat(new KeyFile(made, GROUP).ids()).containsExactly(old, next);
        file.use(next);
        assertThat(new KeyFile(made, GROUP).ids()).containsExactly(next, old);
        file.remove(old);
        assertThat(new KeyFile(made, GROUP).ids()).containsExactly(next);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> file.remove(next)).hasMessageContaining("is the only one");
        assertThatThrownBy(() -> file.use("zz")).hasMessage("no key 'zz' in '%s'; there is %s".formatted(made, next));
    }

    @Test
    void aKeyThatCouldNotBeToldFromAnotherIsRefusedAndNothingWritten() throws IOException {
        Path made = made();
        KeyFile file = new KeyFile(made, GROUP);
        int id = file.ring().ids().get(0);
        String same = KeyFile.generate();
        while (KeyText.parse(same, GROUP).id() != id) {
            same = KeyFile.generate();
        }
        String colliding = same;
        String before = Files.readString(made);
        assertThatThrownBy(() -> file.add(colliding)).hasMessageContaining("two keys have the id");
        assertThat(made).hasContent(before);
    }

    @Test
    void aFileThatRootChangesStaysItsOwners() throws IOException {
        assumeThat(System.getProperty("user.name")).isEqualTo("root");
        Path made = made();
        Files.setAttribute(made, "unix:uid", 12_345);
        Files.setAttribute(made, "unix:gid", 12_346);
        new KeyFile(made, GROUP).addNew();
        assertThat(Files.getAttribute(made, "unix:uid")).isEqualTo(12_345);
        assertThat(Files.getAttribute(made, "unix:gid")).isEqualTo(12_346);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(made)))
                .isEqualTo("rw-------");
        assertThat(folder).isDirectoryNotContaining("glob:**.new");
    }

    @Test
    void whyAFileCannotBeReadIsSaid() throws IOException {
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        assertThatThrownBy(() -> new KeyFile(loop, GROUP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("key file '" + loop + "' cannot be read: Too many levels of symbolic links");
        assertThat(RefusedFile.reason(new AccessDeniedException("secret"))).isEqualTo("access denied");
    }

    @Test
    void aPipeIsNotWaitedForThoughSomebodyWouldWriteIntoIt() throws Exception {
        Path pipe = folder.resolve("pipe");
        assertThat(new ProcessBuilder("mkfifo", "-m", "600", pipe.toString())
                        .start()
                        .waitFor())
                .isZero();
        Process writer = new ProcessBuilder("sh", "-c", "cat '%s' > '%s'".formatted(made(), pipe)).start();
        try {
            assertThatThrownBy(() -> new KeyFile(pipe, GROUP))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("key file '" + pipe + "' is no regular file");
            assertThatThrownBy(() -> IdentityFile.open(pipe)).hasMessageContaining("is no regular file");
        } finally {
            writer.destroy();
        }
    }

    @Test
    void whatIsWrongIsSaidWithoutSayingTheKey() throws IOException {
        Path made = made();
        Files.writeString(made, "kith:tooshort\n");
        assertThatThrownBy(() -> new KeyFile(made, GROUP))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("43 characters")
                .hasMessageNotContaining("tooshort");
        Files.writeString(made, "secret\n");
        assertThatThrownBy(() -> new KeyFile(made, GROUP))
                .hasMessageContaining("6 characters is too short")
                .hasMessageNotContaining("secret");
        Files.writeString(made, "# nothing\n\n");
        assertThatThrownBy(() -> new KeyFile(made, GROUP)).hasMessageContaining("holds no key");
        assertThatThrownBy(() -> new KeyFile(folder.resolve("none"), GROUP)).hasMessageContaining("is not there");
    }

    @Test
    void aByteOrderMarkBeforeTheKeysIsNoPartOfThem() throws IOException {
        Path made = made();
        List<String> ids = new KeyFile(made, GROUP).ids();
        Files.writeString(made, BYTE_ORDER_MARK + Files.readString(made));
        assertThat(new KeyFile(made, GROUP).ids()).isEqualTo(ids);
        Files.writeString(made, BYTE_ORDER_MARK + Files.readAllLines(made).get(1));
        assertThat(new KeyFile(made, GROUP).ids()).isEqualTo(ids);
    }

    @Test
    void whatLooksLikeAKeyAndIsAnotherIsRefused() {
        String key = KeyFile.generate();
        for (String unseen : List.of(BYTE_ORDER_MARK, "\u200B", "\u0000", "\u202E", "\u00AD", "\u001B")) {
            for (String text : List.of(unseen + key, key + unseen, "correct horse" + unseen + " battery staple")) {
                assertThatThrownBy(() -> KeyText.parse(text, GROUP))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("a character that nobody can see")
                        .hasMessageNotContaining("horse");
            }
        }
        for (String prefix : List.of("Kith:", "KITH:", "kitH:")) {
            assertThatThrownBy(() -> KeyText.parse(key.replace("kith:", prefix), GROUP))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("a key begins with kith:");
        }
        assertThat(KeyText.parse("\u0645\u06CC\u200C\u0631\u0648\u0645 correct horse", GROUP))
                .isNotEqualTo(KeyText.parse("\u0645\u06CC\u0631\u0648\u0645 correct horse", GROUP));
    }

    @Test
    void aPassphraseIsAnotherKeyInEachGroup() {
        GroupKey team = KeyText.parse("correct horse battery staple", "team");
        assertThat(HexFormat.of().formatHex(team.bytes()))
                .isEqualTo("538ded0f51a8b0b1a50378a1e02f11826d9e1c3aa517aec706378127c2a02df7");
        assertThat(KeyText.parse("correct horse battery staple", "lobby")).isNotEqualTo(team);
    }

    @Test
    void anIdentityIsMadeOnceAndKept() throws IOException {
        Path file = folder.resolve("me.id");
        Identity made = IdentityFile.open(file);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(IdentityFile.open(file).publicKey()).isEqualTo(made.publicKey());
        Path other = folder.resolve("other.id");
        IdentityFile.open(other);
        List<String> mine = Files.readAllLines(file);
        List<String> theirs = Files.readAllLines(other);
        Files.write(file, List.of(String.join("\n", mine.subList(0, 3)), String.join("\n", theirs.subList(3, 6))));
        assertThatThrownBy(() -> IdentityFile.open(file)).hasMessageContaining("holds no key pair");
        Files.writeString(file, "nothing");
        assertThatThrownBy(() -> IdentityFile.open(file)).hasMessageContaining("holds no key pair");
    }

    @Test
    void whatCannotBeReadOrMadeIsToldWithItsNameAndTheReason() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("nowhere"));
        Path loop = folder.resolve("loop");
        Files.createSymbolicLink(loop, loop);
        Path longName = folder.resolve("x".repeat(300));
        Path beyond = folder.resolve("none").resolve("x");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwx------"));
        for (Path wrong : List.of(loop, longName)) {
            assertThatThrownBy(() -> new KeyFile(wrong, GROUP))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("key file '" + wrong + "' cannot be read: ");
        }
        assertThatThrownBy(() -> IdentityFile.open(folder))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("identity file '" + folder + "' is no regular file");
        for (Path wrong : List.of(link, loop, longName, beyond)) {
            assertThatThrownBy(() -> IdentityFile.open(wrong))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("identity file '" + wrong + "' cannot be made: ");
        }
        assertThatThrownBy(() -> IdentityFile.open(beyond)).hasMessageEndingWith(": no such folder");
    }

    @Test
    void aKeyPairThatWasCutShortIsNone() throws IOException {
        Path file = folder.resolve("cut.id");
        IdentityFile.open(file);
        Files.writeString(
                file, Files.readString(file).replaceFirst("(?s)(-----BEGIN PUBLIC KEY-----\n).*?\n", "$1MCowB\n"));
        assertThatThrownBy(() -> IdentityFile.open(file))
                .hasMessageStartingWith("identity file '" + file + "' holds no key pair of Ed25519");
    }

    private Path made() throws IOException {
        Path made = folder.resolve("team.keys");
        KeyFile.create(made);
        return made;
    }
}
