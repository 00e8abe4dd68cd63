package dev.kith.cli.doctor;

import dev.kith.text.Printable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A program that shares a port, and has not taken what came there.
 *
 * @param port where
 * @param waiting how many bytes wait for it
 * @param name what it is called, where this process may know it
 * @param pid its process, where this one may know it
 */
record Idler(int port, long waiting, Optional<String> name, Optional<Long> pid) {
    private static final Pattern SOCKET = Pattern.compile("\\S+\\s+(?<waiting>\\d+)\\s.*\\bino:(?<inode>\\d+)\\b.*");
    private static final Pattern USER = Pattern.compile("users:\\(\\(\"(?<name>.*?)\",pid=(?<pid>\\d+),");

    /** That of the socket that dropped most at a port, if it is still there and still takes nothing: so the node of this look is not meant. */
    static Optional<Idler> of(int port, Seen seen, Host host) {
        String prefix = BufferCheck.DROPS + port + ":";
        Optional<String> socket = seen.counted().entrySet().stream()
                .filter(count -> count.getKey().startsWith(prefix))
                .max(Map.Entry.comparingByValue())
                .map(count -> count.getKey().substring(prefix.length()));
        List<String> lines = socket.flatMap(any -> host.run("ss", "-Hanupe", "sport", "=", ":" + port))
                .orElse(List.of());
        return lines.stream()
                .map(SOCKET::matcher)
                .filter(line ->
                        line.matches() && Optional.of(line.group("inode")).equals(socket))
                .map(line -> of(port, line))
                .filter(idler -> idler.waiting() > 0
                        && !idler.pid()
                                .equals(Optional.of(ProcessHandle.current().pid())))
                .findFirst();
    }

    private static Idler of(int port, Matcher socket) {
        Matcher user = USER.matcher(socket.group());
        boolean isKnown = user.find();
        return new Idler(
                port,
                Long.parseLong(socket.group("waiting")),
                isKnown ? Optional.of(Printable.of(user.group("name"))) : Optional.empty(),
                isKnown ? Optional.of(Long.parseLong(user.group("pid"))) : Optional.empty());
    }

    Finding explain(Finding found) {
        if (pid.isEmpty() || name.isEmpty()) {
            return found.because("a program that shares the port stands still; its name needs root: sudo kith doctor")
                    .mendedBy("end that program; its name: sudo ss -lunp sport = :" + port);
        }
        return found.because("%s (pid %d) shares the port and stands still: %d bytes wait for it"
                        .formatted(name.get(), pid.get(), waiting))
                .mendedBy("end %s, or have it go on, if it was stopped: sudo kill -CONT %d"
                        .formatted(name.get(), pid.get()));
    }
}
