package dev.kith;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Files that hold secrets: read and changed by their owner only, where the file system knows of owners. */
final class PrivateFile {
    private static final Set<PosixFilePermission> OWNER =
            EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);
    private static final long LONGEST = 64 * 1024;

    private PrivateFile() {}

    /**
     * What is in it.
     *
     * @param what for what is said of it
     * @throws IllegalArgumentException if there is none, others may read or write it, it is no text in a file, or cannot be read
     */
    static String read(String what, Path file) {
        try {
            if (isPosix(file)) {
                Set<PosixFilePermission> permissions = Files.getPosixFilePermissions(file);
                Set<PosixFilePermission> ofOthers = EnumSet.copyOf(EnumSet.allOf(PosixFilePermission.class));
                ofOthers.removeIf(permission -> permission.name().startsWith("OWNER"));
                ofOthers.retainAll(permissions);
                if (!ofOthers.isEmpty()) {
                    throw new IllegalArgumentException("%s '%s' is open to others (%s): chmod 600 it"
                            .formatted(what, file, PosixFilePermissions.toString(permissions)));
                }
            }
            // Nobody may ever write into a pipe, but for one that the shell made for this program.
            if (!Files.isRegularFile(file) && !isOpenAlready(file)) {
                throw new IllegalArgumentException(what + " '" + file + "' is no regular file");
            }
            if (Files.size(file) > LONGEST) {
                throw new IllegalArgumentException(what + " '" + file + "' is too long to be one");
            }
            return Files.readString(file);
        } catch (NoSuchFileException none) {
            throw new IllegalArgumentException(what + " '" + file + "' is not there", none);
        } catch (CharacterCodingException noText) {
            throw new IllegalArgumentException(what + " '" + file + "' is no text in UTF-8", noText);
        } catch (IOException refused) {
            throw new IllegalArgumentException(
                    what + " '" + file + "' cannot be read: " + RefusedFile.reason(refused), refused);
        }
    }

    /** As {@code <(...)} of a shell names it. */
    private static boolean isOpenAlready(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith("/dev/fd") || absolute.startsWith("/proc/self/fd");
    }

    /** Makes a new one; the file must not be there. */
    static void create(Path file, String content) throws IOException {
        write(file, content, StandardOpenOption.CREATE_NEW);
    }

    /** Puts other content into one, all at once: nobody reads half of it. It stays its owner's, whoever does so. */
    static void replace(Path file, String content) throws IOException {
        Path real = file.toRealPath();
        Path next = real.resolveSibling(real.getFileName() + ".new");
        Files.deleteIfExists(next);
        try {
            write(next, content, StandardOpenOption.CREATE_NEW);
            if (isPosix(real)) {
                giveTo(Files.readAttributes(real, PosixFileAttributes.class), next);
            }
            Files.move(next, real, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(next);
        }
    }

    private static void giveTo(PosixFileAttributes whose, Path file) throws IOException {
        PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        PosixFileAttributes now = view.readAttributes();
        if (!now.group().equals(whose.group())) {
            view.setGroup(whose.group());
        }
        if (!now.owner().equals(whose.owner())) {
            view.setOwner(whose.owner());
        }
    }

    private static void write(Path file, String content, StandardOpenOption how) throws IOException {
        FileAttribute<?>[] attributes = isPosix(file)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)}
                : new FileAttribute<?>[0];
        try (var channel = Files.newByteChannel(file, EnumSet.of(how, StandardOpenOption.WRITE), attributes)) {
            var bytes = UTF_8.encode(content);
            while (bytes.hasRemaining()) {
                channel.write(bytes);
            }
        }
    }

    private static boolean isPosix(Path file) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
