package dev.kith.cli.doctor;

import java.util.List;

/**
 * A chain of rules of a firewall.
 *
 * @param family of datagrams, and with the table its first name
 * @param table the table it is in
 * @param name its own name
 * @param base where the kernel itself leads datagrams to it
 * @param rules its rules, in order
 */
record Chain(String family, String table, String name, Base base, List<Rule> rules) {
    private static final List<String> IN = List.of("ingress", "prerouting", "input");
    private static final List<String> OUT = List.of("output", "postrouting", "egress");

    /**
     * Where the kernel itself leads datagrams to a chain.
     *
     * @param hook on which part of their way
     * @param devices by which interfaces; of all if none is named
     * @param dropsTheRest whether what no rule ends is dropped
     */
    record Base(String hook, List<String> devices, boolean dropsTheRest) {
        /** Others jump to it. */
        static final Base NONE = new Base("", List.of(), false);
    }

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
        return isOfItsFamily && isOfItsDevice(criteria) && (criteria.goesOut() ? OUT : IN).contains(base.hook());
    }

    private boolean isOfItsDevice(Criteria criteria) {
        return base.devices().isEmpty()
                || base.devices().stream().anyMatch(device -> criteria.interfaceName(device) == Match.YES);
    }

    /** In one table, as chains are that lead to each other. */
    boolean isBeside(Chain other) {
        return family.equals(other.family) && table.equals(other.table);
    }
}
