package dev.kith.udp;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/**
 * A usable network interface as it is now. Two that differ in anything need different sockets: an interface deleted
 * and made again has another index, and a membership of the old one is silently gone.
 *
 * @param name as the operating system calls it
 * @param index as the operating system counts it
 * @param addresses its IPv4 addresses, at least one
 */
record Link(String name, int index, List<Address> addresses) {
    /**
     * An address of this host, and the subnet it is in.
     *
     * @param ip the address
     * @param prefixLength how many leading bits the subnet shares, 0 to 32
     */
    record Address(Inet4Address ip, int prefixLength) {
        boolean sharesSubnet(InetAddress other) {
            int mask = prefixLength == 0 ? 0 : -1 << (Integer.SIZE - prefixLength);
            return other instanceof Inet4Address v4 && ((bits(v4) ^ bits(ip)) & mask) == 0;
        }

        private static int bits(Inet4Address ip) {
            int bits = 0;
            for (byte octet : ip.getAddress()) {
                bits = bits << Byte.SIZE | (octet & 0xFF);
            }
            return bits;
        }
    }

    boolean isOnLink(InetAddress other) {
        return addresses.stream().anyMatch(address -> address.sharesSubnet(other));
    }
}
