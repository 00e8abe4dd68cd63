package dev.kith.bench;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a running process takes, from {@code /proc} (proc(5)). */
record Idle(long pid) {
    /** Resident memory in mebibytes. */
    double residentMebibytes() throws IOException {
        for (String line : Files.readAllLines(folder().resolve("status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", "")) / 1024.0;
            }
        }
        throw new IOException("no VmRSS of process " + pid);
    }

    /** Nanoseconds its threads have run so far. */
    long cpuNanos() throws IOException {
        return ofThreads("schedstat", Pattern.compile("^\\d+"));
    }

    /** How often its threads have waited for something so far. */
    long timesWoken() throws IOException {
        return ofThreads("status", Pattern.compile("(?<=\nvoluntary_ctxt_switches:\t)\\d+"));
    }

    /** Bytes sent by an interface of its host so far, Ethernet, IP and UDP headers included. */
    long sentBytes(String interfaceName) throws IOException {
        for (String line : Files.readAllLines(folder().resolve("net/dev"))) {
            if (line.trim().startsWith(interfaceName + ":")) {
                return Long.parseLong(line.trim().split("[:\\s]+")[9]);
            }
        }
        throw new IOException("no interface " + interfaceName);
    }

    private Path folder() {
        return Path.of("/proc", Long.toString(pid));
    }

    private long ofThreads(String file, Pattern number) throws IOException {
        long sum = 0;
        try (DirectoryStream<Path> threads = Files.newDirectoryStream(folder().resolve("task"))) {
            for (Path thread : threads) {
                Matcher found = number.matcher(Files.readString(thread.resolve(file)));
                sum += found.find() ? Long.parseLong(found.group()) : 0;
            }
        }
        return sum;
    }
}
