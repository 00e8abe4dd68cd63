package dev.kith.cli.doctor;

import dev.kith.peer.LinkHealth;

/** Words for the ways by which all are spoken to. */
final class Ways {
    /** Where the article's programs are. */
    static final int BEACON_PORT = 9778;

    private Ways() {}

    static String name(LinkHealth.Way way) {
        return switch (way) {
            case IPV4 -> "IPv4";
            case IPV6 -> "IPv6";
            case BEACON -> "beacon";
        };
    }

    static String about(LinkHealth link) {
        return link.interfaceName() + " " + name(link.way());
    }

    static int port(LinkHealth link, Seen seen) {
        return link.way() == LinkHealth.Way.BEACON ? BEACON_PORT : seen.asked().port();
    }
}
