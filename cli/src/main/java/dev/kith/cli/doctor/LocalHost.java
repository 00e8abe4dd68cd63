package dev.kith.cli.doctor;

import dev.kith.peer.Endpoint;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.PortUnreachableException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The host this process runs on. */
public final class LocalHost implements Host {
    private static final long COMMAND_SECONDS = 3;
    private static final int KNOCK_MILLIS = 700;
    private static final int KNOCKS = 4;

    @Override
    public List<String> lines(String file) {
        try {
            // All lines at once: of a kernel's number the JDK reads one digit otherwise.
            return Files.readAllLines(Path.of(file), StandardCharsets.ISO_8859_1);
        } catch (IOException notTold) {
            return List.of();
        }
    }

    @Override
    public List<String> names(String folder) {
        try (Stream<Path> files = Files.list(Path.of(folder))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException notThere) {
            return List.of();
        }
    }

    @Override
    public Outcome call(String... command) {
        Path output = Path.of("");
        try {
            // To a file: what is printed may be more than a pipe holds while nobody reads.
            output = Files.createTempFile("kith-doctor", ".txt");
            return call(new ProcessBuilder(command).redirectOutput(output.toFile()), output);
        } catch (IOException unread) {
            return Outcome.of(Ending.FAILED);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Outcome.of(Ending.LATE);
        } finally {
            delete(output);
        }
    }

    private static Outcome call(ProcessBuilder command, Path output) throws IOException, InterruptedException {
        Process process;
        try {
            process = command.redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException notThere) {
            return Outcome.of(Ending.ABSENT);
        }
        if (!process.waitFor(COMMAND_SECONDS, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            return Outcome.of(Ending.LATE);
        }
        return process.exitValue() == 0
                ? new Outcome(Ending.DONE, Files.readAllLines(output, StandardCharsets.ISO_8859_1))
                : Outcome.of(Ending.FAILED);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException left) {
            // It is in the folder for such files.
        }
    }

    @Override
    public Optional<String> variable(String name) {
        return Optional.ofNullable(System.getenv(name));
    }

    @Override
    public Knock knock(Endpoint at) {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.connect(new InetSocketAddress(at.ip(), at.port()));
            socket.setSoTimeout(KNOCK_MILLIS);
            // A host says so once a second at most, and this node has just asked there.
            for (int tries = 0; tries < KNOCKS; tries++) {
                socket.send(new DatagramPacket(new byte[1], 1));
                try {
                    socket.receive(new DatagramPacket(new byte[1], 1));
                } catch (SocketTimeoutException nothing) {
                    // again
                }
            }
            return Knock.SILENT;
        } catch (PortUnreachableException closed) {
            return Knock.CLOSED;
        } catch (IOException nothing) {
            return Knock.SILENT;
        }
    }
}
