package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import java.util.List;
import java.util.Optional;

/** Whether the longest datagram goes by each interface in one piece. */
final class MtuCheck implements Check {
    /** What every network of IPv6 carries (RFC 8200, section 5), and Kith's datagrams keep to. */
    private static final long LEAST = 1280;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        return seen.links().stream()
                .map(LinkHealth::interfaceName)
                .distinct()
                .flatMap(name -> look(name, host).stream())
                .toList();
    }

    private static Optional<Finding> look(String name, Host host) {
        return host.number("/sys/class/net/" + name + "/mtu")
                .filter(mtu -> mtu < LEAST)
                .map(mtu -> Finding.warn(
                                "mtu",
                                name,
                                "carries %d bytes at once, and Kith's datagrams have up to %d: they go in pieces, which many networks drop, and IPv6 is off"
                                        .formatted(mtu, LEAST))
                        // No more than that: a tunnel may not carry as much as a cable.
                        .mendedBy("sudo ip link set %s mtu %d".formatted(name, LEAST)));
    }
}
