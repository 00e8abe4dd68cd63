package dev.kith.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** One host of a {@link World}: a network namespace, its interfaces, and programs started in it. */
public final class Host {
    private static final String IPV6 = "-6";

    private final World world;
    private final String name;
    private final Map<String, String> bridges = new HashMap<>();
    private List<String> before = List.of();

    Host(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Adds an interface with one address, such as {@code 10.77.0.4/24}, and plugs it into the bridge of the world. */
    public Host attach(String interfaceName, String address) {
        return attach(interfaceName, address, "br0");
    }

    Host attach(String interfaceName, String address, String bridge) {
        String port = name + "-" + interfaceName;
        bridges.put(interfaceName, bridge);
        // To find out that nobody else has an address takes IPv6 a second (RFC 4862).
        String nodad = family(address).equals(IPV6) ? " nodad" : "";
        world.ipAll(
                "link add " + port + " type veth peer name " + interfaceName + " netns " + name,
                "link set " + port + " master " + bridge + " up",
                "-n " + name + " addr add " + address + " dev " + interfaceName + nodad,
                "-n " + name + " link set " + interfaceName + " up");
        return this;
    }

    /** Deletes an interface, as when a cable, a container or a virtual machine goes. */
    public Host detach(String interfaceName) {
        ip("link", "delete", interfaceName);
        return this;
    }

    /** Pulls the cable of an interface at its other end: the host itself notices nothing but silence. */
    public Host unplug(String interfaceName) {
        world.run("ip", "link", "set", name + "-" + interfaceName, "nomaster");
        return this;
    }

    /** Puts the cable back. */
    public Host plug(String interfaceName) {
        String bridge = Objects.requireNonNull(bridges.get(interfaceName), interfaceName);
        world.run("ip", "link", "set", name + "-" + interfaceName, "master", bridge);
        return this;
    }

    /** Loses one of so many datagrams that come to it by {@code eth0}, at random (nftables). */
    public Host loseOneIn(int many) {
        nft("add table netdev loss; add chain netdev loss in { type filter hook ingress device eth0 priority 0; };"
                + " add rule netdev loss in numgen random mod " + many + " == 0 drop");
        return this;
    }

    /** What it says to all, to the port that all hear, comes to nobody any more, and it is not told so (nftables). */
    public Host mute() {
        nft("add table netdev mute; add chain netdev mute out { type filter hook egress device eth0 priority 0; };"
                + " add rule netdev mute out udp dport 9779 drop");
        return this;
    }

    /** Sends what its links do not reach by this router from now on. */
    public Host routeBy(String router) {
        ip(family(router), "route", "replace", "default", "via", router);
        return this;
    }

    static String family(String address) {
        return address.indexOf(':') >= 0 ? IPV6 : "-4";
    }

    /** Every program that is started from now on asks the name servers at these addresses, in that order, and no others. */
    public Host askNamesOf(String... servers) {
        String all = String.join(" ", servers);
        String content = "{ printf 'nameserver %s\\n' " + all + "; echo options timeout:1 attempts:3; }";
        world.run("sh", "-c", content + " >" + resolverFile());
        startWith(resolverFile(), "/etc/resolv.conf");
        return this;
    }

    /** A name without dots is one of this domain from now on, for programs that run, too; see {@link #askNamesOf}. */
    public Host searchNamesIn(String domain) {
        world.run("sh", "-c", "echo search " + domain + " >>" + resolverFile());
        return this;
    }

    /** Every program that is started from now on finds this name in the host's file of names, as one in a container its own. */
    public Host hasFileOfNames(String address, String of) {
        String file = "/run/hosts-" + name;
        world.run("sh", "-c", "echo " + address + " " + of + " >" + file);
        startWith(file, "/etc/hosts");
        return this;
    }

    private String resolverFile() {
        return "/run/resolv-" + name;
    }

    /** Of ip, each command has a mount namespace of its own, so this is seen by nobody else and ends with the command. */
    private void startWith(String file, String inPlaceOf) {
        List<String> more = new ArrayList<>(before);
        more.addAll(List.of("sh", "-c", "mount --bind " + file + " " + inPlaceOf + " && exec \"$@\"", "sh"));
        before = List.copyOf(more);
    }

    void set(String kernelParameter, long value) {
        run("sh", "-c", "echo " + value + " >/proc/sys/" + kernelParameter);
    }

    /** What it says to all by multicast or broadcast comes to nobody, as in many clouds and container networks (nftables). */
    public Host withoutMulticast() {
        nft("add table netdev cloud; add chain netdev cloud out { type filter hook egress device eth0 priority 0; };"
                + " add rule netdev cloud out ip daddr 224.0.0.0/4 udp dport 9779 drop;"
                + " add rule netdev cloud out ip6 daddr ff00::/8 udp dport 9779 drop;"
                + " add rule netdev cloud out ether daddr ff:ff:ff:ff:ff:ff udp dport 9779 drop");
        return this;
    }

    /** What others say to all by multicast or broadcast does not come to it (nftables). */
    public Host deafToMulticast() {
        nft("add table netdev deaf; add chain netdev deaf in { type filter hook ingress device eth0 priority 0; };"
                + " add rule netdev deaf in ip daddr 224.0.0.0/4 udp dport 9779 drop;"
                + " add rule netdev deaf in ip6 daddr ff00::/8 udp dport 9779 drop;"
                + " add rule netdev deaf in ether daddr ff:ff:ff:ff:ff:ff udp dport 9779 drop");
        return this;
    }

    void nft(String rules) {
        run("nft", rules);
    }

    /** Runs a command on this host to its end, and returns what it printed. */
    public String run(String... command) {
        return world.run(here(List.of(command)).toArray(String[]::new));
    }

    private List<String> here(List<String> command) {
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", name));
        there.addAll(before);
        there.addAll(command);
        return there;
    }

    /** Runs {@code ip} for this host. */
    public String ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(Arrays.asList(arguments));
        return world.run(command.toArray(String[]::new));
    }

    /** Starts {@code ./kith} of this checkout. */
    public Program kith(String... arguments) {
        List<String> command = new ArrayList<>(List.of(Checkout.kith()));
        command.addAll(Arrays.asList(arguments));
        return start(command);
    }

    /** Starts any program. */
    public Program start(List<String> command) {
        return world.start(here(command));
    }

    /** Starts a main class of the lab. */
    public Program java(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                System.getProperty("java.home") + "/bin/java",
                "-XX:TieredStopAtLevel=1",
                "-XX:-UsePerfData",
                "-cp",
                Checkout.labClasses(),
                main.getName()));
        command.addAll(Arrays.asList(arguments));
        return start(command);
    }
}
