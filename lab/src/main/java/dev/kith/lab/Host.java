package dev.kith.lab;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One host of a {@link World}: a network namespace, its interfaces, and programs started in it. */
public final class Host {
    private final World world;
    private final String name;

    Host(World world, String name) {
        this.world = world;
        this.name = name;
    }

    /** Adds an interface with one address, such as {@code 10.77.0.4/24}, and plugs it into the bridge. */
    public Host attach(String interfaceName, String address) {
        String port = name + "-" + interfaceName;
        world.run("ip", "link", "add", port, "type", "veth", "peer", "name", interfaceName, "netns", name);
        world.run("ip", "link", "set", port, "master", "br0", "up");
        ip("addr", "add", address, "dev", interfaceName);
        ip("link", "set", interfaceName, "up");
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
        world.run("ip", "link", "set", name + "-" + interfaceName, "master", "br0");
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

    private void nft(String rules) {
        world.run("ip", "netns", "exec", name, "nft", rules);
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
        List<String> there = new ArrayList<>(List.of("ip", "netns", "exec", name));
        there.addAll(command);
        return world.start(there);
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
