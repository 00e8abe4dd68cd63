package dev.kith.lab;

/**
 * A bridge of its own in a {@link World}, a network on it, of 24 bits or of IPv6 with 64, and its hosts, which send everything else by the router at
 * the first address. Nothing goes from one subnet to another but by a host that is on both and forwards.
 */
public final class Subnet {
    private final World world;
    private final String name;
    private final String prefix;
    private int last = 1;

    /**
     * Makes it, with nobody on it.
     *
     * @param name of the bridge, at most 15 characters, and no other's
     * @param prefix the first three bytes of its addresses, such as {@code 10.1.0}, or those of IPv6, such as {@code 2001:db8:1}
     */
    public Subnet(World world, String name, String prefix) {
        this.world = world;
        this.name = name;
        this.prefix = prefix;
        world.run("ip", "link", "add", name, "type", "bridge", "mcast_snooping", "0");
        world.run("ip", "link", "set", name, "up");
    }

    /** The public network, 203.0.113.0/24: what is for an address that nobody has there vanishes without a word. */
    public static Subnet internet(World world) {
        Subnet internet = new Subnet(world, "internet", "203.0.113");
        internet.attach(world.isolatedHost("nowhere"), "eth0", internet.router());
        return internet;
    }

    /** A new host, as {@code eth0} with the next address from the second on. Its name has at most 10 characters. */
    public Host host(String hostName) {
        Host host = world.isolatedHost(hostName);
        attach(host, "eth0", nextAddress());
        return host.routeBy(router());
    }

    /** Plugs a host of elsewhere in, by one more interface; its routes stay as they are. */
    public void attach(Host host, String interfaceName, String address) {
        host.attach(interfaceName, address + bits(), name);
    }

    /** All its addresses. */
    String network() {
        return address(0) + bits();
    }

    private String bits() {
        return isIpv6() ? "/64" : "/24";
    }

    private boolean isIpv6() {
        return prefix.indexOf(':') >= 0;
    }

    /** The address that ends with this number, as it is written. */
    public String address(int number) {
        return prefix + (isIpv6() ? "::" : ".") + number;
    }

    /** The address that everything is sent to which is for elsewhere. */
    public String router() {
        return address(1);
    }

    World world() {
        return world;
    }

    /** The last byte that was given out. */
    int last() {
        return last;
    }

    String nextAddress() {
        return address(++last);
    }
}
