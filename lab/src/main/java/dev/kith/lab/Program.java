package dev.kith.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** A running process: what it prints, what it is told, and how it ends. */
public final class Program {
    /** Long enough for a loaded machine; a wait that is met ends at once. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final List<String> command;
    private final Process process;
    private final PrintStream input;
    private final List<String> out = new ArrayList<>();
    private final List<String> err = new ArrayList<>();
    private final Thread outReader;
    private final Thread errReader;

    private Program(List<String> command, Process process) {
        this.command = command;
        this.process = process;
        this.input = new PrintStream(process.getOutputStream(), true, StandardCharsets.UTF_8);
        this.outReader = read(process.inputReader(StandardCharsets.UTF_8), out);
        this.errReader = read(process.errorReader(StandardCharsets.UTF_8), err);
    }

    /** Starts a command on this machine as it is. */
    public static Program start(List<String> command) {
        try {
            return new Program(command, new ProcessBuilder(command).start());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The first line of its output that holds {@code part}, waiting for it. */
    public String awaitLine(String part) {
        return await(out, line -> line.contains(part), "'" + part + "'");
    }

    /** The first line of its output that matches the regular expression, waiting for it. */
    public String awaitMatch(String regex) {
        return await(out, line -> line.matches(regex), "/" + regex + "/");
    }

    /** The first line of its error stream that holds {@code part}, waiting for it. */
    public String awaitError(String part) {
        return await(err, line -> line.contains(part), "'" + part + "' on stderr");
    }

    /** Waits until its output has at least this many lines, and returns them all. */
    public List<String> awaitLines(int count) {
        await(out, line -> out.size() >= count, count + " lines");
        return lines();
    }

    /** Waits until so many lines of its output hold {@code part}. */
    public void awaitCount(String part, int count) {
        await(
                out,
                line -> out.stream().filter(other -> other.contains(part)).count() >= count,
                count + " lines with '" + part + "'");
    }

    /** Waits until it has printed more than so many lines, or the time is over. */
    public void awaitMoreThan(int count, Duration atMost) {
        long end = System.nanoTime() + atMost.toNanos();
        synchronized (out) {
            for (long left = atMost.toMillis(); out.size() <= count && left > 0; ) {
                waitFor(out, left);
                left = (end - System.nanoTime()) / 1_000_000;
            }
        }
    }

    /** Its output so far. */
    public List<String> lines() {
        synchronized (out) {
            return List.copyOf(out);
        }
    }

    /** Its error stream so far. */
    public List<String> errors() {
        synchronized (err) {
            return List.copyOf(err);
        }
    }

    /** Types a line into its standard input. */
    public Program type(String line) {
        input.println(line);
        return this;
    }

    /** The process of the program itself rather than of what entered its host or started it. */
    public long pid() {
        ProcessHandle itself = process.toHandle();
        for (var child = itself.children().findFirst(); child.isPresent(); ) {
            itself = child.get();
            child = itself.children().findFirst();
        }
        return itself.pid();
    }

    /** Sends a signal by name, such as {@code INT}. */
    public Program signal(String name) {
        start(List.of("kill", "-" + name, Long.toString(pid()))).awaitExit();
        return this;
    }

    /** Waits for its end and returns its exit code. */
    public int awaitExit() {
        return awaitExit(PATIENCE);
    }

    /** Waits for its end, at most this long, and returns its exit code; all it printed has been read then. */
    public int awaitExit(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("still running: " + this);
            }
            outReader.join(PATIENCE.toMillis());
            errReader.join(PATIENCE.toMillis());
            return process.exitValue();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    /** Whether it has not ended. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it and what it started at once. */
    public void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    private String await(List<String> lines, Predicate<String> wanted, String what) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (lines) {
            while (true) {
                var found = lines.stream().filter(wanted).findFirst();
                long left = (end - System.nanoTime()) / 1_000_000;
                if (found.isPresent()) {
                    return found.get();
                }
                if (left <= 0) {
                    throw new AssertionError("waited in vain for " + what + " of " + this);
                }
                waitFor(lines, left);
            }
        }
    }

    @SuppressWarnings("WaitNotInLoop") // its caller is the loop
    private static void waitFor(List<String> lines, long millis) {
        try {
            lines.wait(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new AssertionError("interrupted", interrupted);
        }
    }

    private static Thread read(BufferedReader reader, List<String> into) {
        Thread thread = new Thread(() -> {
            try (reader) {
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    synchronized (into) {
                        into.add(line);
                        into.notifyAll();
                    }
                }
            } catch (IOException streamGone) {
                // The process was killed.
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public String toString() {
        return String.join(" ", command) + "\nstdout: " + lines() + "\nstderr: " + errors();
    }
}
