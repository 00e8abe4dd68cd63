package dev.kith.udp;

import java.io.IOException;
import java.net.BindException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Names the process that holds a UDP port, where the operating system tells: Linux, from {@code /proc}, and only the
 * processes this one may look into. Elsewhere it has no answer. It explains a failure and decides nothing.
 */
final class PortHolder {
    private static final Path PROC = Path.of("/proc");
    private static final int LOCAL_ADDRESS = 1;
    private static final int INODE = 9;

    private PortHolder() {}

    /** What keeps this program from a port, as in {@code held by node (pid 4711)}. */
    static String why(int port, BindException refused) {
        return isForbidden(refused) ? "not permitted to this user" : "held by " + of(port).orElse("another program");
    }

    /** Whether the port is refused to who asks for it, whoever holds it; the JDK tells that by the words alone. */
    static boolean isForbidden(BindException refused) {
        return String.valueOf(refused.getMessage()).contains("Permission denied");
    }

    /** As in {@code node (pid 4711)}. */
    private static Optional<String> of(int port) {
        try {
            Optional<String> inode = inode(port);
            return inode.isEmpty() ? Optional.empty() : holder("socket:[" + inode.get() + "]");
        } catch (IOException | RuntimeException notTold) {
            return Optional.empty();
        }
    }

    private static Optional<String> inode(int port) throws IOException {
        String suffix = String.format(Locale.ROOT, ":%04X", port);
        List<String> lines = new ArrayList<>(Files.readAllLines(PROC.resolve("net/udp")));
        // A program that is bound for both families is listed there alone.
        if (Files.exists(PROC.resolve("net/udp6"))) {
            lines.addAll(Files.readAllLines(PROC.resolve("net/udp6")));
        }
        for (String line : lines) {
            List<String> fields = List.of(line.trim().split("\\s+"));
            if (fields.size() > INODE && fields.get(LOCAL_ADDRESS).endsWith(suffix)) {
                return Optional.of(fields.get(INODE));
            }
        }
        return Optional.empty();
    }

    private static Optional<String> holder(String socket) throws IOException {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process, socket)) {
                    String name = Files.readAllLines(process.resolve("comm")).get(0);
                    return Optional.of("%s (pid %s)".formatted(name, process.getFileName()));
                }
            }
        }
        return Optional.empty();
    }

    private static boolean holds(Path process, String socket) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (Files.readSymbolicLink(descriptor).toString().equals(socket)) {
                    return true;
                }
            }
            return false;
        } catch (IOException | RuntimeException endedOrForeign) {
            return false;
        }
    }
}
