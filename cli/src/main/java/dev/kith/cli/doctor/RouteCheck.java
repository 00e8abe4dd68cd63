package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Whether what goes to a peer alone leaves by the interface by which it is heard; a VPN may have taken that route. */
final class RouteCheck implements Check {
    private static final Pattern ROUTE = Pattern.compile(".*\\bdev (?<device>\\S+)(?: table (?<table>\\S+))?.*");
    private static final Pattern SUBNET = Pattern.compile(".*\\binet (\\S+/\\d+) .*");
    private static final Pattern REFUSAL = Pattern.compile("(unreachable|prohibit|blackhole|throw) .*");
    private static final int ENOUGH = 32;

    /** How datagrams to an address leave; where rules chose another table than the main one, it is named. */
    private record Route(String device, Optional<String> table) {}

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        seen.peers().stream().limit(ENOUGH).forEach(one -> look(one, seen, host).ifPresent(all::add));
        return all;
    }

    /** The ids of those of whom this check tells why they do not answer. */
    static Set<String> explained(Seen seen, Host host) {
        return seen.peers().stream()
                .limit(ENOUGH)
                .filter(one -> !AnswerCheck.answers(one))
                .filter(one -> look(one, seen, host).isPresent())
                .map(one -> one.peer().id())
                .collect(Collectors.toSet());
    }

    private static Optional<Finding> look(Reachability one, Seen seen, Host host) {
        return silent(one)
                .flatMap(path -> look(one, path.at().ip(), seen, host).stream())
                .findFirst();
    }

    private static Stream<Reachability.Path> silent(Reachability one) {
        return one.paths().stream()
                .filter(path -> path.outcome() != Reachability.Outcome.ANSWERS)
                .filter(path -> path.at().ip() instanceof Inet4Address);
    }

    private static Optional<Finding> look(Reachability one, InetAddress ip, Seen seen, Host host) {
        Optional<String> near = near(ip, one.peer().interfaces(), host);
        Optional<Route> route = route(ip, host);
        if (route.isPresent()) {
            // What goes to an address of this host itself leaves by no network.
            return near.filter(name -> !List.of(name, "lo").contains(route.get().device()))
                    .map(name -> astray(one.peer(), ip.getHostAddress(), name, route.get()));
        }
        // Of its other networks it may name addresses that lead nowhere here.
        boolean isMissed = AnswerCheck.isNear(one.peer())
                && !AnswerCheck.answers(one)
                && (near.isPresent()
                        || silent(one)
                                .allMatch(path -> route(path.at().ip(), host).isEmpty()));
        return isMissed ? unreachable(one.peer(), ip.getHostAddress(), seen, host) : Optional.empty();
    }

    private static Finding astray(Peer peer, String ip, String near, Route route) {
        String table = route.table().map(name -> " table " + name).orElse("");
        return Finding.fail(
                        "route",
                        Names.of(peer),
                        "is heard on %s, but what goes to %s leaves by %s".formatted(near, ip, route.device()))
                .because("ip route get %s: dev %s%s".formatted(ip, route.device(), table))
                .mendedBy("sudo ip route replace %s/32 dev %s%s".formatted(ip, near, table));
    }

    /** The main table has none, or a rule kept what goes there from it; nothing where this host cannot tell. */
    private static Optional<Finding> unreachable(Peer peer, String ip, Seen seen, Host host) {
        Optional<List<String>> routes = host.run("ip", "route", "show", "table", "main", "match", ip);
        if (routes.isEmpty()) {
            return Optional.empty();
        }
        boolean isByRule = !routes.get().isEmpty()
                && routes.get().stream().noneMatch(line -> REFUSAL.matcher(line).matches());
        Finding found =
                Finding.fail("route", Names.of(peer), "is heard, but this host has no route to %s".formatted(ip));
        return Optional.of(
                isByRule
                        ? found.because("a rule keeps what goes there from the main table: ip rule show")
                                .mendedBy("sudo ip rule add to %s/32 lookup main".formatted(ip))
                        : found.because("ip route get " + ip + ": nothing")
                                .mendedBy("sudo ip route replace %s/32 dev %s".formatted(ip, only(seen))));
    }

    /** By which one of several somebody of another subnet is heard, no system tells for certain. */
    private static String only(Seen seen) {
        List<String> names =
                seen.links().stream().map(LinkHealth::interfaceName).distinct().toList();
        return names.size() == 1 ? names.get(0) : "INTERFACE";
    }

    /** The interface by which it is heard and in whose subnet the address is: addresses of its other networks lead elsewhere. */
    static Optional<String> near(InetAddress ip, List<String> heardOn, Host host) {
        return heardOn.stream()
                .filter(name -> host.run("ip", "-o", "-4", "addr", "show", "dev", name).orElse(List.of()).stream()
                        .map(SUBNET::matcher)
                        .filter(Matcher::matches)
                        .flatMap(subnet -> AddressRange.parse(subnet.group(1)).stream())
                        .anyMatch(subnet -> subnet.contains(ip)))
                .findFirst();
    }

    static Optional<String> device(InetAddress ip, Host host) {
        return route(ip, host).map(Route::device);
    }

    private static Optional<Route> route(InetAddress ip, Host host) {
        return Destination.of(ip)
                .ask(host, "route", "get")
                .flatMap(lines -> lines.stream().findFirst())
                .map(ROUTE::matcher)
                .filter(Matcher::matches)
                .map(route -> new Route(route.group("device"), Optional.ofNullable(route.group("table"))));
    }
}
