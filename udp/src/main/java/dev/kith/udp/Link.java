package dev.kith.udp;

import dev.kith.peer.LinkHealth;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
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
 * @param nif what it was read from, to open sockets on it
 */
record Link(String name, int index, boolean isLoopback, List<Address> addresses, NetworkInterface nif) {
    /**
     * An address of this host, and the subnet it is in.
     *
     * @param ip the address
     * @param prefixLength how many leading bits the subnet shares, 0 to 32 or 128
     */
    record Address(InetAddress ip, int prefixLength) {
        @Override
        public boolean equals(Object other) {
            return other instanceof Address that && ip.equals(that.ip) && prefixLength == that.prefixLength;
        }

        @Override
        public int hashCode() {
            return ip.hashCode();
        }

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

    /** Written out, here and below: those of a record are made at run time, which takes a fresh JVM 30 ms. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Link that
                && name.equals(that.name)
                && index == that.index
                && isLoopback == that.isLoopback
                && addresses.equals(that.addresses);
    }

    @Override
    public int hashCode() {
        return index;
    }

    boolean isOnLink(InetAddress other) {
        for (Address address : addresses) {
            if (address.sharesSubnet(other)) {
                return true;
            }
        }
        return false;
    }

    boolean has(InetAddress ip) {
        return addresses.stream().anyMatch(address -> address.ip().equals(ip));
    }

    boolean hasIpv4() {
        return addresses.stream().anyMatch(address -> address.ip() instanceof Inet4Address);
    }

    boolean hasIpv6() {
        return addresses.stream().anyMatch(address -> address.ip() instanceof Inet6Address);
    }

    /** Whether something is said to all, and heard, by that way. */
    boolean speaks(LinkHealth.Way way) {
        return way == LinkHealth.Way.IPV6 ? hasIpv6() && !isLoopback : hasIpv4();
    }
}
