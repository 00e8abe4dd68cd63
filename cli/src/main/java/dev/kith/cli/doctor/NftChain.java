package dev.kith.cli.doctor;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A chain of rules as nft prints it.
 *
 * @param family of datagrams, and with the table its first name
 * @param table the table it is in
 * @param name its own name
 * @param base where the kernel itself leads datagrams to it, or nothing
 * @param rules its rules, in order
 * @param sets the elements of the sets and maps of its table
 */
record NftChain(String family, String table, String name, String base, List<NftRule> rules, Map<String, String> sets) {
    private static final List<String> IN = List.of("ingress", "prerouting", "input");
    private static final Pattern DEVICES = Pattern.compile(" devices? (?:= )?(\\{[^}]*\\}|\\S+)");
    private static final List<String> OUT = List.of("output", "postrouting", "egress");

    String path() {
        return family + " " + table + " " + name;
    }

    /** Whether the kernel leads such a datagram to it. */
    boolean isOnTheWayOf(Criteria criteria) {
        boolean isOfItsFamily = switch (family) {
            case "ip" -> !criteria.six();
            case "ip6" -> criteria.six();
            case "inet", "netdev", "bridge" -> true;
            default -> false;
        };
        return isOfItsFamily && isOfItsDevice(criteria) && (criteria.goesOut() ? OUT : IN).contains(hook());
    }

    /** One is printed in quotes, and of several none is. */
    private boolean isOfItsDevice(Criteria criteria) {
        Matcher devices = DEVICES.matcher(base);
        return !devices.find()
                || Stream.of(devices.group(1).split("[\\s,\"{}]+"))
                        .anyMatch(device -> criteria.interfaceName(device) == Match.YES);
    }

    /** In one table, as chains are that lead to each other. */
    boolean isBeside(NftChain other) {
        return family.equals(other.family) && table.equals(other.table);
    }

    private String hook() {
        return base.replaceFirst("^type \\S+ hook (\\S+) .*", "$1");
    }

    boolean dropsTheRest() {
        return base.contains("policy drop;");
    }
}
