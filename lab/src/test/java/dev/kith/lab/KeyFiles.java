package dev.kith.lab;

import dev.kith.trust.GroupKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** Key files as {@code kith keygen} makes them, without a process for each. */
final class KeyFiles {
    private static final String PREFIX = "kith:";

    private KeyFiles() {}

    /** A new one, in a folder of its own that is deleted when this JVM ends. */
    static Path create(String name) {
        try {
            Path folder = Files.createTempDirectory("kith-lab");
            Path file = folder.resolve(name);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            byte[] key = new byte[GroupKey.BYTES];
            new SecureRandom().nextBytes(key);
            Files.writeString(
                    file, PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(key) + "\n");
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The key in one. */
    static GroupKey read(Path file) {
        try {
            String text = Files.readString(file).strip().substring(PREFIX.length());
            return GroupKey.of(Base64.getUrlDecoder().decode(text));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
