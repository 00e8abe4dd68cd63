package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether the kernel dropped what came from where it would not send to (RFC 3704), which it tells nobody. */
final class ReversePathCheck implements Check {
    private static final String FOLDER = "/proc/sys/net/ipv4/conf/";
    private static final long LOOSE = 2;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        long dropped = seen.counted(Counters.REVERSE_PATH);
        if (dropped == 0) {
            return List.of();
        }
        List<String> strict = seen.links().stream()
                .map(LinkHealth::interfaceName)
                .distinct()
                .filter(name -> mode(name, host) > 0)
                .toList();
        boolean hasDefault = host.run("ip", "route", "show", "default")
                .filter(lines -> !lines.isEmpty())
                .isPresent();
        boolean suffices = hasDefault && strict.stream().allMatch(name -> mode(name, host) != LOOSE);
        String settings = Stream.concat(Stream.of("all"), strict.stream())
                .map(name -> "net.ipv4.conf." + name + ".rp_filter=" + (suffices ? LOOSE : 0))
                .collect(Collectors.joining(" "));
        Finding found = Finding.fail(
                        "reverse-path",
                        "reverse path",
                        "%d datagrams were dropped, since this host has no route to where they came from by the interface they came by"
                                .formatted(dropped))
                .because(
                        strict.isEmpty()
                                ? "another address range is in use on the same network"
                                : "rp_filter is on for " + String.join(", ", strict));
        return List.of(strict.isEmpty() ? found : found.mendedBy("sudo sysctl -w " + settings));
    }

    /** The higher of that for all and its own counts. */
    private static long mode(String name, Host host) {
        return Math.max(
                host.number(FOLDER + "all/rp_filter").orElse(0L),
                host.number(FOLDER + name + "/rp_filter").orElse(0L));
    }
}
