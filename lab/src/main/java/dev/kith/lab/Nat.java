package dev.kith.lab;

import java.time.Duration;
import java.util.List;

/**
 * A home router between a LAN of its own and a public network. Nobody outside is told of what it drops; hosts of its LAN that
 * send to its public address reach nobody (no hairpin).
 *
 * <p>A host's port is never its public port: ports that are kept by chance would hide who relies on that.
 */
public final class Nat {
    /** How it maps and what it lets in, as RFC 4787 has it, sections 4.1 and 5. */
    public enum Kind {
        /** One public port for all destinations; anybody may send to it. */
        FULL_CONE("masquerade"),
        /** One public port for all destinations; only an address and port that it sent to may answer. */
        PORT_RESTRICTED("masquerade"),
        /** A random public port for each destination; only that one may answer. */
        SYMMETRIC("masquerade random,fully-random");

        private final String source;

        Kind(String source) {
            this.source = source;
        }
    }

    /** What a kernel has. */
    private static final Duration UNANSWERED = Duration.ofSeconds(30);

    private static final Duration ANSWERED = Duration.ofMinutes(2);

    /** With 5 bits for the host above them, ports from 1024 on stay there. */
    private static final int GENERATIONS = 32;

    private final Host box;
    private final Kind kind;
    private final Subnet lan;
    private final String address;
    private Duration answered = ANSWERED;
    private int generation;

    /**
     * Makes it, with nobody behind it.
     *
     * @param name of the box, at most 11 characters
     * @param prefix the first three bytes of its LAN's addresses, such as {@code 192.168.1}; two LANs may have the same
     */
    public Nat(Subnet internet, String name, Kind kind, String prefix) {
        this.kind = kind;
        this.address = internet.nextAddress();
        this.lan = new Subnet(internet.world(), name + "-net", prefix);
        this.box = internet.world().isolatedHost(name);
        internet.attach(box, "wan", address);
        lan.attach(box, "lan", lan.router());
        box.routeBy(internet.router()).set("net/ipv4/ip_forward", 1);
        box.set("net/netfilter/nf_conntrack_acct", 1);
        load();
        timeouts(UNANSWERED, ANSWERED);
    }

    /** A new host behind it; at most 30. */
    public Host host(String name) {
        Host host = lan.host(name);
        box.nft(portsOf(lan.last()));
        return host;
    }

    /** The LAN. */
    public Subnet lan() {
        return lan;
    }

    /** The box itself. */
    public Host box() {
        return box;
    }

    /** Its public address. */
    public String address() {
        return address;
    }

    /**
     * How long it keeps what nobody uses, in whole seconds; before anybody speaks, since a full cone forgets all by this.
     *
     * @param unanswered for a flow that was not answered
     * @param answered for one that was, after two seconds; and for the port that a full cone holds open
     */
    public Nat timeouts(Duration unanswered, Duration answered) {
        this.answered = answered;
        box.set("net/netfilter/nf_conntrack_udp_timeout", unanswered.toSeconds());
        box.set("net/netfilter/nf_conntrack_udp_timeout_stream", answered.toSeconds());
        load();
        return this;
    }

    /** Forgets all mappings. Who is behind it gets the same public ports at its next word (but for a symmetric one). */
    public void restart() {
        load();
        box.run("conntrack", "--flush");
    }

    /** Forgets all mappings, and gives everybody other public ports from now on. */
    public void restartWithOtherPorts() {
        generation = (generation + 1) % GENERATIONS;
        restart();
    }

    /** The flows of UDP it knows now. */
    public List<Flow> flows() {
        return box.run("conntrack", "--dump", "--proto", "udp", "--output", "id")
                .lines()
                .filter(line -> line.startsWith("udp"))
                .map(Flow::parse)
                .toList();
    }

    /** Whether all it knew has been forgotten. */
    public boolean knowsNothing() {
        return flows().isEmpty()
                && !box.run("nft", "list", "map", "ip", "nat", "cone").contains("elements");
    }

    private void load() {
        StringBuilder rules = new StringBuilder("""
                table ip nat {}
                delete table ip nat
                table ip nat {
                  map cone { type inet_service : ipv4_addr; flags dynamic,timeout; size 65535; timeout %ds; }
                  chain mine { type filter hook input priority 0; meta l4proto udp drop; }
                  chain through {
                    type filter hook forward priority 0;
                    iifname "lan" oifname "wan" update @cone { udp sport : ip saddr };
                    iifname "wan" ct state new ct status ! dnat drop;
                  }
                  chain arriving { type nat hook prerouting priority -100; %s }
                  chain leaving { type nat hook postrouting priority 100; oifname "wan" %s; }
                  chain fromhosts { type filter hook prerouting priority -300; }
                  chain tohosts { type filter hook postrouting priority 300; }
                }
                """.formatted(
                        answered.toSeconds(),
                        kind == Kind.FULL_CONE ? "iifname \"wan\" dnat to udp dport map @cone;" : "",
                        kind.source));
        for (int host = 2; host <= lan.last(); host++) {
            rules.append(portsOf(host));
        }
        box.nft(rules.toString());
    }

    /** Masquerading keeps ports, and only so is a cone, so they are changed before it: by turning bits, which keeps them apart. */
    private String portsOf(int host) {
        return """
                add rule ip nat fromhosts iifname "lan" ip saddr %1$s udp sport set udp sport ^ %2$d
                add rule ip nat tohosts oifname "lan" ip daddr %1$s udp dport set udp dport ^ %2$d
                """.formatted(lan.address(host), bits(host));
    }

    private int bits(int host) {
        return host * GENERATIONS + generation;
    }

    /** The public port that a cone gives to a port of its first host, until it is restarted. */
    public int publicPort(int port) {
        return port ^ bits(2);
    }
}
