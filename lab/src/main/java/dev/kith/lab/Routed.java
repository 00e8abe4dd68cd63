package dev.kith.lab;

import java.util.ArrayList;
import java.util.List;

/** Subnets 10.1.0.0/24, 10.2.0.0/24 and so on, and one router among them, which forwards to one but never to a group or to all. */
public final class Routed {
    /** After what is for the router itself, before its routes. */
    private static final String CUT = "100";

    private final Host router;
    private final List<Subnet> subnets = new ArrayList<>();

    /** Makes so many subnets, with nobody on them, and their router. */
    public Routed(World world, int count) {
        router = world.isolatedHost("router");
        router.set("net/ipv4/ip_forward", 1);
        for (int number = 1; number <= count; number++) {
            Subnet subnet = new Subnet(world, "net" + number, "10." + number + ".0");
            subnet.attach(router, "eth" + number, subnet.router());
            subnets.add(subnet);
        }
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
        router.ip("rule", "add", "pref", CUT, "blackhole", "to", subnet(number).address(0) + "/24");
        router.ip("rule", "add", "pref", CUT, "blackhole", "iif", "eth" + number);
    }

    /** Joins it to the others again. */
    public void mend(int number) {
        router.ip(
                "rule", "delete", "pref", CUT, "blackhole", "to", subnet(number).address(0) + "/24");
        router.ip("rule", "delete", "pref", CUT, "blackhole", "iif", "eth" + number);
    }
}
