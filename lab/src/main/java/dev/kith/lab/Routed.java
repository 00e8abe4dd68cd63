package dev.kith.lab;

import java.util.ArrayList;
import java.util.List;

/** Subnets 10.1.0.0/24, 10.2.0.0/24 and so on, or as many of IPv6, and one router among them, which forwards to one but never to a group or to all. */
public final class Routed {
    /** After what is for the router itself, before its routes. */
    private static final String CUT = "100";

    private final Host router;
    private final List<Subnet> subnets = new ArrayList<>();

    /** Makes so many subnets, with nobody on them, and their router. */
    public Routed(World world, int count) {
        this(world, count, "10.%d.0");
    }

    private Routed(World world, int count, String prefix) {
        router = world.isolatedHost("router");
        router.set("net/ipv4/ip_forward", 1);
        router.set("net/ipv6/conf/all/forwarding", 1);
        for (int number = 1; number <= count; number++) {
            Subnet subnet = new Subnet(world, "net" + number, prefix.formatted(number));
            subnet.attach(router, "eth" + number, subnet.router());
            subnets.add(subnet);
        }
    }

    /** The same with IPv6 alone: subnets 2001:db8:1::/64, 2001:db8:2::/64 and so on. */
    public static Routed ofIpv6(World world, int count) {
        return new Routed(world, count, "2001:db8:%d");
    }

    /** One of them, counted from 1. */
    public Subnet subnet(int number) {
        return subnets.get(number - 1);
    }

    /** The router, which is on subnet N by its interface {@code ethN}. */
    public Host router() {
        return router;
    }

    /** Cuts a subnet off from the others, and nobody is told; its hosts still reach each other. */
    public void cut(int number) {
        rules("add", number);
    }

    /** Joins it to the others again. */
    public void mend(int number) {
        rules("delete", number);
    }

    private void rules(String what, int number) {
        String network = subnet(number).network();
        String family = Host.family(network);
        router.ip(family, "rule", what, "pref", CUT, "blackhole", "to", network);
        router.ip(family, "rule", what, "pref", CUT, "blackhole", "iif", "eth" + number);
    }
}
