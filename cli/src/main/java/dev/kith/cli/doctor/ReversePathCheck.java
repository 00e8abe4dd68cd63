package dev.kith.cli.doctor;

import dev.kith.peer.Kind;
import dev.kith.peer.LinkHealth;
import dev.kith.peer.Reachability;
import dev.kith.peer.Reachability.Outcome;
import java.net.Inet4Address;
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
        boolean hidesNobody = strict.isEmpty() || areAllHeard(seen);
        Finding found = Finding.of(
                        hidesNobody ? Level.WARN : Level.FAIL,
                        "reverse-path",
                        "reverse path",
                        "%d datagrams were dropped, since this host has no route to where they came from by the interface they came by"
                                .formatted(dropped))
                .because(
                        strict.isEmpty()
                                ? "another address range is in use on the same network, or they came by an interface that is not used"
                                : "rp_filter is on for " + String.join(", ", strict));
        return List.of(strict.isEmpty() ? found : found.mendedBy("sudo sysctl -w " + settings(strict, host)));
    }

    /** The kernel counts for the whole host: of two interfaces on one network it may drop at one what comes by the other, too. */
    private static boolean areAllHeard(Seen seen) {
        List<Reachability> known = seen.peers().stream()
                .filter(one -> one.peer().kind() == Kind.KITH)
                .filter(one -> one.paths().stream().anyMatch(path -> path.outcome() != Outcome.UNTRIED))
                .toList();
        return !known.isEmpty() && known.stream().allMatch(ReversePathCheck::isHeard);
    }

    /** By IPv4, which alone is filtered so, if it has that. */
    private static boolean isHeard(Reachability one) {
        boolean hasIpv4 = one.paths().stream().anyMatch(path -> path.at().ip() instanceof Inet4Address);
        return one.paths().stream()
                .filter(path -> !hasIpv4 || path.at().ip() instanceof Inet4Address)
                .anyMatch(path -> path.outcome() == Outcome.ANSWERS || path.outcome() == Outcome.HEARD);
    }

    /** Loose, where there is a default route; or else off, for all interfaces, too, since the higher one counts. */
    private static String settings(List<String> strict, Host host) {
        boolean hasDefault = host.run("ip", "route", "show", "default")
                .filter(lines -> !lines.isEmpty())
                .isPresent();
        boolean suffices = hasDefault && strict.stream().allMatch(name -> mode(name, host) != LOOSE);
        return Stream.concat(suffices ? Stream.of() : Stream.of("all"), strict.stream())
                // In the name of a setting, a slash stands for the dot of a VLAN.
                .map(name -> "net.ipv4.conf." + name.replace('.', '/') + ".rp_filter=" + (suffices ? LOOSE : 0))
                .collect(Collectors.joining(" "));
    }

    /** The higher of that for all and its own counts. */
    private static long mode(String name, Host host) {
        return Math.max(
                host.number(FOLDER + "all/rp_filter").orElse(0L),
                host.number(FOLDER + name + "/rp_filter").orElse(0L));
    }
}
