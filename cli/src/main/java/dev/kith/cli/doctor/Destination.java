package dev.kith.cli.doctor;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * An address as the program {@code ip} takes it.
 *
 * @param ip the address alone
 * @param range the range that is that address alone
 * @param link the link it is of, if it is of one, in the words for that
 */
record Destination(String ip, String range, List<String> link) {
    static Destination of(InetAddress address) {
        String[] parts = address.getHostAddress().split("%", 2);
        return new Destination(
                parts[0],
                parts[0] + (address instanceof Inet6Address ? "/128" : "/32"),
                parts.length == 1 ? List.of() : List.of("dev", device(parts[1])));
    }

    /** One that is given by its number has this name there. */
    private static String device(String zone) {
        return zone.matches("\\d+") ? "if" + zone : zone;
    }

    /** What it prints of that address, asked by these words. */
    Optional<List<String>> ask(Host host, String... words) {
        Stream<String> command = Stream.of(Stream.of("ip"), Stream.of(words), Stream.of(ip), link.stream())
                .flatMap(all -> all);
        return host.run(command.toArray(String[]::new));
    }

    /** The command for a route to it. */
    String routed() {
        return "sudo ip route add %s %s".formatted(range, link.isEmpty() ? "via ROUTER" : String.join(" ", link));
    }
}
