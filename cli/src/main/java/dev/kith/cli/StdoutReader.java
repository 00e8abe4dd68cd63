package dev.kith.cli;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;

/**
 * Notices that nobody reads a piped standard output any more, as in {@code kith watch | head -1}, without writing to it:
 * a stream of events may have nothing to write for hours.
 *
 * <p>Java cannot poll a pipe. But Linux shows who has it open (proc(5)), so once a reader was seen, it is looked at each
 * second whether there still is one. A reader that was never seen may be outside of this container, so nothing is made of
 * that: there, and on other systems, the next line written tells.
 */
final class StdoutReader extends TimerTask {
    private static final Path PROC = Path.of("/proc");
    private static final Duration BETWEEN = Duration.ofSeconds(1);
    /** A shell starts both ends at about the same time; a reader not seen by then is one that cannot be seen. */
    private static final int LOOKS_FOR_THE_FIRST = 3;

    private final String pipe;
    private final Runnable gone;
    private Optional<Path> reader = Optional.empty();
    private int looks;

    private StdoutReader(String pipe, Runnable gone) {
        this.pipe = pipe;
        this.gone = gone;
    }

    /** Calls {@code gone} once, on a thread of its own, when the reader has gone. */
    static void watch(Runnable gone) {
        link(PROC.resolve("self/fd/1"))
                .filter(target -> target.startsWith("pipe:"))
                .ifPresent(pipe -> {
                    boolean daemon = true;
                    new Timer("kith-stdout", daemon).schedule(new StdoutReader(pipe, gone), 0, BETWEEN.toMillis());
                });
    }

    @Override
    public void run() {
        if (reader.isPresent() && reads(reader.get())) {
            return;
        }
        boolean seenBefore = reader.isPresent();
        boolean hidden = reader.map(StdoutReader::isHidden).orElse(false);
        reader = findReader();
        looks++;
        boolean over = reader.isEmpty() && !hidden && (seenBefore || looks == LOOKS_FOR_THE_FIRST);
        if (hidden || over) {
            cancel();
        }
        if (over && seenBefore) {
            gone.run();
        }
    }

    /** Whether the process is still there, but has become another user's. */
    private static boolean isHidden(Path descriptor) {
        Path descriptors = descriptor.getParent();
        return descriptors != null && Files.exists(descriptors) && !Files.isReadable(descriptors);
    }

    private Optional<Path> findReader() {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path process : processes) {
                Optional<Path> descriptor = findReader(process);
                if (descriptor.isPresent()) {
                    return descriptor;
                }
            }
        } catch (IOException | RuntimeException cannotLook) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private Optional<Path> findReader(Path process) {
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                if (reads(descriptor)) {
                    return Optional.of(descriptor);
                }
            }
        } catch (IOException | RuntimeException endedOrForeign) {
            return Optional.empty();
        }
        return Optional.empty();
    }

    private boolean reads(Path descriptor) {
        return link(descriptor).filter(pipe::equals).isPresent() && isOpenForReading(descriptor);
    }

    private static boolean isOpenForReading(Path descriptor) {
        Path info = descriptor.resolveSibling("../fdinfo").resolve(descriptor.getFileName());
        try {
            // The access mode is the last octal digit; 0 is reading alone.
            return Files.readAllLines(info).stream().anyMatch(line -> line.startsWith("flags:") && line.endsWith("0"));
        } catch (IOException | RuntimeException ended) {
            return false;
        }
    }

    private static Optional<String> link(Path path) {
        try {
            return Optional.of(Files.readSymbolicLink(path).toString());
        } catch (IOException | RuntimeException none) {
            return Optional.empty();
        }
    }
}
