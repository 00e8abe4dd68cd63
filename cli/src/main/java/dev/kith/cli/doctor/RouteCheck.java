package dev.kith.cli.doctor;

import dev.kith.peer.Reachability;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether what goes to a peer alone leaves by the interface by which it is heard; a VPN may have taken that route. */
final class RouteCheck implements Check {
    private static final Pattern DEVICE = Pattern.compile(".*\\bdev (\\S+).*");
    private static final Pattern SUBNET = Pattern.compile(".*\\binet (\\d+\\.\\d+\\.\\d+\\.\\d+)/(\\d+) .*");
    private static final int ENOUGH = 32;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        seen.peers().stream().limit(ENOUGH).forEach(one -> look(one, host).ifPresent(all::add));
        return all;
    }

    private static Optional<Finding> look(Reachability one, Host host) {
        List<String> heardOn = one.peer().interfaces();
        for (Reachability.Path path : one.paths()) {
            boolean isSilent =
                    path.outcome() != Reachability.Outcome.ANSWERS && path.at().ip() instanceof Inet4Address;
            Optional<String> near = isSilent ? near(path.at().ip(), heardOn, host) : Optional.empty();
            String ip = path.at().ip().getHostAddress();
            Optional<String> leavesBy = near.isPresent() ? device(ip, host) : Optional.empty();
            // What goes to an address of this host itself leaves by no network.
            if (leavesBy.isPresent()
                    && !leavesBy.equals(near)
                    && !leavesBy.get().equals("lo")) {
                return Optional.of(Finding.fail(
                                "route",
                                Names.of(one.peer()),
                                "is heard on %s, but what goes to %s leaves by %s"
                                        .formatted(near.get(), ip, leavesBy.get()))
                        .because("ip route get " + ip + ": dev " + leavesBy.get())
                        .mendedBy("sudo ip route replace %s/32 dev %s".formatted(ip, near.get())));
            }
        }
        return Optional.empty();
    }

    /** The interface by which it is heard and in whose subnet the address is: addresses of its other networks lead elsewhere. */
    private static Optional<String> near(InetAddress ip, List<String> heardOn, Host host) {
        return heardOn.stream()
                .filter(name -> host.run("ip", "-o", "-4", "addr", "show", "dev", name).orElse(List.of()).stream()
                        .map(SUBNET::matcher)
                        .anyMatch(subnet ->
                                subnet.matches() && isIn(ip, subnet.group(1), Integer.parseInt(subnet.group(2)))))
                .findFirst();
    }

    private static boolean isIn(InetAddress ip, String address, int prefixLength) {
        int mask = prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength);
        int other = 0;
        for (String part : address.split("\\.")) {
            other = (other << Byte.SIZE) | Integer.parseInt(part);
        }
        return (ByteBuffer.wrap(ip.getAddress()).getInt() & mask) == (other & mask);
    }

    static Optional<String> device(String ip, Host host) {
        return host.run("ip", "route", "get", ip)
                .flatMap(lines -> lines.stream().findFirst())
                .flatMap(line -> {
                    Matcher device = DEVICE.matcher(line);
                    return device.matches() ? Optional.of(device.group(1)) : Optional.empty();
                });
    }
}
