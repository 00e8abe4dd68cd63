package dev.kith.udp;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;

/**
 * A usable network interface as it is now. Two that differ in anything need different sockets: an interface deleted
 * and made again has another index, and a membership of the old one is silently gone.
 *
 * @param name as the operating system calls it
 * @param index as the operating system counts it
 * @param isLoopback whether it leads nowhere but here
 * @param addresses its addresses, at least one
 */
record Link(String name, int index, boolean isLoopback, List<Address> addresses) {
    /**
     * An address of this host, and the subnet it is in.
     *
     * @param ip the address
     * @param prefixLength how many leading bits the subnet shares, 0 to 32 or 128
     */
    record Address(InetAddress ip, int prefixLength) {
        boolean sharesSubnet(InetAddress other) {
            byte[] mine = ip.getAddress();
            byte[] theirs = other.getAddress();
            if (mine.length != theirs.length) {
                return false;
            }
            for (int bit = 0; bit < prefixLength; bit++) {
                int mask = 0x80 >> bit % Byte.SIZE;
                if (((mine[bit / Byte.SIZE] ^ theirs[bit / Byte.SIZE]) & mask) != 0) {
                    return false;
                }
            }
            return true;
        }

        /** The address that reaches all of an IPv4 subnet; computed, since the system does not always tell it. */
        Optional<InetAddress> broadcast() {
            if (!(ip instanceof Inet4Address) || prefixLength > 30) {
                return Optional.empty();
            }
            byte[] all = ip.getAddress();
            for (int bit = prefixLength; bit < Integer.SIZE; bit++) {
                all[bit / Byte.SIZE] |= (byte) (0x80 >> bit % Byte.SIZE);
            }
            try {
                return Optional.of(InetAddress.getByAddress(all));
            } catch (UnknownHostException impossible) {
                throw new IllegalStateException("four bytes are an address", impossible);
            }
        }
    }

    boolean isOnLink(InetAddress other) {
        return addresses.stream().anyMatch(address -> address.sharesSubnet(other));
    }

    boolean hasIpv4() {
        return addresses.stream().anyMatch(address -> address.ip() instanceof Inet4Address);
    }

    boolean hasIpv6() {
        return addresses.stream().anyMatch(address -> address.ip() instanceof Inet6Address);
    }
}
