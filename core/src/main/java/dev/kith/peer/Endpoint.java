package dev.kith.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;

/**
 * An ip address and a UDP port. An address is only a locator; it says nothing of who is there.
 *
 * @param ip the address; a link-local IPv6 address carries its scope
 * @param port 0 to 65,535
 */
public record Endpoint(InetAddress ip, int port) {
    /** Refuses a port that no datagram can have. */
    public Endpoint {
        if (port < 0 || port > 0xFFFF) {
            throw new IllegalArgumentException("port " + port + " is not 0 to 65535");
        }
    }

    /**
     * The endpoint of a resolved socket address.
     *
     * @throws IllegalArgumentException if the address was never resolved
     */
    public static Endpoint of(InetSocketAddress address) {
        InetAddress ip = address.getAddress();
        if (ip == null) {
            throw new IllegalArgumentException("address " + address + " has no ip; resolve it first");
        }
        return new Endpoint(ip, address.getPort());
    }

    /** As people write it: {@code 10.0.0.4:9779} or {@code [fe80::1%eth0]:9779}. */
    @Override
    public String toString() {
        return ip instanceof Inet6Address ? "[" + ip.getHostAddress() + "]:" + port : ip.getHostAddress() + ":" + port;
    }
}
