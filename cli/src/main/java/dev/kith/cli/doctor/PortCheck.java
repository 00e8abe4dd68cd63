package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Whether the groups can be joined and the ports be shared; who holds them, if not. */
final class PortCheck implements Check {
    private static final Pattern HELD = Pattern.compile("port (\\d+) is held by (.*), which does not share it");
    private static final Pattern FORBIDDEN =
            Pattern.compile("port (\\d+)(, which was to be its own,)? is not permitted to this user");
    private static final Pattern PID = Pattern.compile(".*\\(pid (\\d+)\\)");
    private static final String FIRST_OF_ALL = "/proc/sys/net/ipv4/ip_unprivileged_port_start";
    private static final String MOST = "/proc/sys/net/ipv4/igmp_max_memberships";
    private static final int USUAL = 20;

    @Override
    public List<Finding> look(Seen seen, Host host) {
        List<Finding> all = new ArrayList<>();
        seen.failure()
                .ifPresent(reason -> all.add(refused(reason, Level.FAIL, host)
                        .orElseGet(() -> Finding.fail("cannot-open", "sockets", reason))));
        for (LinkHealth link : seen.links()) {
            link.unheard().ifPresent(reason -> {
                Level level = link.way() == LinkHealth.Way.BEACON ? Level.WARN : Level.FAIL;
                Finding found = refused(reason, level, host).orElseGet(() -> unjoined(link, reason, host));
                if (all.stream().noneMatch(other -> other.about().equals(found.about()))) {
                    all.add(found);
                }
            });
        }
        if (all.isEmpty()) {
            all.add(Finding.ok(
                    "sockets", "sockets", "port " + seen.asked().port() + " is shared, and every group joined"));
        }
        return all;
    }

    private static Optional<Finding> refused(String reason, Level level, Host host) {
        return held(reason, level).or(() -> forbidden(reason, level, host));
    }

    private static Optional<Finding> forbidden(String reason, Level level, Host host) {
        Matcher forbidden = FORBIDDEN.matcher(reason);
        if (!forbidden.find()) {
            return Optional.empty();
        }
        int port = Integer.parseInt(forbidden.group(1));
        Finding found = Finding.of(level, "port-not-permitted", "port " + port, forbidden.group());
        return Optional.of(host.number(FIRST_OF_ALL)
                .filter(first -> port < first)
                .map(first -> found.because("net.ipv4.ip_unprivileged_port_start is " + first)
                        .mendedBy("sudo sysctl -w net.ipv4.ip_unprivileged_port_start=" + port))
                .orElse(found));
    }

    private static Optional<Finding> held(String reason, Level level) {
        Matcher held = HELD.matcher(reason);
        if (!held.find()) {
            return Optional.empty();
        }
        Finding found = Finding.of(level, "port-held", "port " + held.group(1), held.group());
        Matcher pid = PID.matcher(held.group(2));
        return Optional.of(
                pid.matches()
                        ? found.mendedBy("sudo kill " + pid.group(1))
                        : found.because("its name needs root: sudo kith doctor")
                                .mendedBy("end that program; its name: sudo ss -lunp sport = :" + held.group(1)));
    }

    private static Finding unjoined(LinkHealth link, String reason, Host host) {
        String about = Ways.about(link);
        Level level = link.way() == LinkHealth.Way.IPV4 ? Level.FAIL : Level.WARN;
        Finding found = Finding.of(level, "not-joined", about, reason);
        Optional<Long> most = host.number(MOST);
        boolean isLimited = reason.contains("No buffer space") && link.way() != LinkHealth.Way.IPV6;
        return isLimited && most.isPresent()
                ? found.because("net.ipv4.igmp_max_memberships is " + most.get())
                        .mendedBy("sudo sysctl -w net.ipv4.igmp_max_memberships=" + Math.max(USUAL, 2 * most.get()))
                : found;
    }
}
