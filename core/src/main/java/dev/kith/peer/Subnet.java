package dev.kith.peer;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * The neighbours of an address: the first 24 bits of IPv4, 64 of IPv6, whatever the prefix of its link is.
 *
 * @param network the first address
 * @param bits how many of its bits all share
 */
public record Subnet(InetAddress network, int bits) {
    private static final int BYTES_4 = 3;
    private static final int BYTES_6 = 8;

    /** The one an address is in. */
    public static Subnet of(InetAddress ip) {
        byte[] network = ip.getAddress();
        int bytes = ip instanceof Inet4Address ? BYTES_4 : BYTES_6;
        for (int at = bytes; at < network.length; at++) {
            network[at] = 0;
        }
        try {
            return new Subnet(InetAddress.getByAddress(network), bytes * Byte.SIZE);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("as many bytes as before are an address", impossible);
        }
    }

    /** The bits follow from the network. By hand, since the JVM would make it at the start, where the first announcement waits. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Subnet that && network.equals(that.network);
    }

    @Override
    public int hashCode() {
        return network.hashCode();
    }

    @Override
    public String toString() {
        return network.getHostAddress() + "/" + bits;
    }
}
