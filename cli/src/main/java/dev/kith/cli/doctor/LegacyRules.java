package dev.kith.cli.doctor;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules that iptables wrote before nftables were there, which nft does not list. */
final class LegacyRules {
    private static final Pattern RULE = Pattern.compile("-A (\\S+) (.*)-j (?:DROP|REJECT)\\b.*");
    private static final Pattern PORTS = Pattern.compile(".*--dports? (\\S+) .*");
    private static final Pattern INTERFACE = Pattern.compile(".*-[io] (\\S+) .*");

    private final List<String> four;
    private final List<String> six;

    private LegacyRules(List<String> four, List<String> six) {
        this.four = four;
        this.six = six;
    }

    static LegacyRules of(Host host) {
        return new LegacyRules(
                printed(host, "/proc/net/ip_tables_names", "iptables-legacy"),
                printed(host, "/proc/net/ip6_tables_names", "ip6tables-legacy"));
    }

    /** To ask where there are none would make the kernel load what they are for. */
    private static List<String> printed(Host host, String tables, String command) {
        return host.lines(tables).contains("filter") ? host.run(command, "-S").orElse(List.of()) : List.of();
    }

    Finding explain(Finding dropped, String hook, Firewall.Datagram datagram) {
        String chain = hook.toUpperCase(Locale.ROOT);
        List<String> rules = datagram.six() ? six : four;
        Optional<String> cause =
                rules.stream().filter(rule -> mayDrop(rule, chain, datagram)).findFirst();
        if (cause.isEmpty()) {
            return dropped;
        }
        String command = datagram.six() ? "ip6tables-legacy" : "iptables-legacy";
        return dropped.because("firewall: " + command + " " + cause.get())
                .mendedBy("sudo %s -I %s -p udp --dport %d -j ACCEPT".formatted(command, chain, datagram.port()));
    }

    private static boolean mayDrop(String rule, String chain, Firewall.Datagram datagram) {
        if (rule.equals("-P " + chain + " DROP")) {
            return true;
        }
        Matcher drops = RULE.matcher(rule);
        if (!drops.matches()) {
            return false;
        }
        String when = drops.group(2);
        // One that others jump to may be on any way.
        boolean isOnOtherWay = List.of("INPUT", "OUTPUT", "FORWARD").contains(drops.group(1))
                && !drops.group(1).equals(chain);
        boolean ofOthers = when.matches(".*(-p (?!udp)\\S+ |-s |--sport |--ctstate |--state ).*");
        Matcher on = INTERFACE.matcher(when);
        boolean onOther = on.matches() && !on.group(1).equals(datagram.interfaceName());
        boolean toOthers = when.contains("-d ") && !(datagram.toAll() && when.matches(".*-d (22[4-9]|23\\d|ff).*"));
        Matcher ports = PORTS.matcher(when);
        return !isOnOtherWay
                && !ofOthers
                && !onOther
                && !toOthers
                && (!ports.matches() || names(ports.group(1), datagram));
    }

    private static boolean names(String ports, Firewall.Datagram datagram) {
        for (String range : ports.split(",")) {
            String[] ends = range.split(":");
            if (Integer.parseInt(ends[0]) <= datagram.port()
                    && datagram.port() <= Integer.parseInt(ends[ends.length - 1])) {
                return true;
            }
        }
        return false;
    }
}
