package dev.kith.udp;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Which interfaces are usable: up, with an address, and named if any were; loopback when nothing else carries IPv4.
 *
 * <p>The MULTICAST flag is not asked for: interfaces without it carry multicast all the same.
 */
final class Links {
    private final Set<String> wanted;
    /** Of interfaces that are not to be used, as of the last look. */
    private List<Link.Address> unwanted = List.of();

    Links(Set<String> wanted) {
        this.wanted = Set.copyOf(wanted);
    }

    /** The usable ones now, by name; asked again and again, since they come and go. */
    List<Link> usable() {
        return usable(all());
    }

    private List<Link> usable(List<NetworkInterface> all) {
        List<Link> usable = new ArrayList<>();
        List<Link> loopback = new ArrayList<>();
        List<Link.Address> others = new ArrayList<>();
        boolean hasIpv4 = false;
        for (NetworkInterface nif : all) {
            try {
                boolean isWanted = wanted.isEmpty() || wanted.contains(nif.getName());
                List<Link.Address> addresses = addresses(nif);
                if (!isWanted) {
                    others.addAll(addresses);
                } else if (!addresses.isEmpty() && nif.isUp()) {
                    Link link = new Link(nif.getName(), nif.getIndex(), nif.isLoopback(), addresses, nif);
                    boolean last = wanted.isEmpty() && link.isLoopback();
                    (last ? loopback : usable).add(link);
                    hasIpv4 |= !last && link.hasIpv4();
                }
            } catch (SocketException ignored) {
                // gone since it was enumerated
            }
        }
        if (!hasIpv4) {
            // So that the programs of this host find each other, as long as nothing else carries IPv4.
            usable.addAll(loopback);
        }
        unwanted = List.copyOf(others);
        usable.sort((one, other) -> one.name().compareTo(other.name()));
        return usable;
    }

    /** Whether an address is on the subnet of an interface that is not to be used. */
    boolean isUnwanted(InetAddress ip) {
        for (Link.Address address : unwanted) {
            if (address.sharesSubnet(ip)) {
                return true;
            }
        }
        return false;
    }

    /**
     * The usable ones at start.
     *
     * @throws IOException if there is none, saying what was looked for and what there is
     */
    List<Link> required() throws IOException {
        List<NetworkInterface> all = all();
        List<Link> usable = usable(all);
        Set<String> present = new TreeSet<>();
        all.forEach(nif -> present.add(nif.getName()));
        for (String name : wanted) {
            if (!present.contains(name)) {
                throw new IOException("there is no interface '%s' with an address; this host has %s"
                        .formatted(name, listed(present)));
            }
        }
        if (usable.isEmpty()) {
            throw new IOException(
                    wanted.isEmpty()
                            ? "no interface is up with an address, not even loopback; this host has " + listed(present)
                            : "not up, or without an address: " + listed(new TreeSet<>(wanted)));
        }
        return usable;
    }

    private static List<NetworkInterface> all() {
        try {
            return Collections.list(NetworkInterface.getNetworkInterfaces());
        } catch (SocketException notOne) {
            // Thrown, too, when no interface has an address.
            return List.of();
        }
    }

    private static List<Link.Address> addresses(NetworkInterface nif) {
        List<Link.Address> addresses = new ArrayList<>();
        for (InterfaceAddress address : nif.getInterfaceAddresses()) {
            boolean usable = address.getAddress() instanceof Inet4Address
                    || !address.getAddress().isLoopbackAddress();
            if (usable) {
                addresses.add(new Link.Address(address.getAddress(), address.getNetworkPrefixLength()));
            }
        }
        return List.copyOf(addresses);
    }

    private static String listed(Set<String> names) {
        return names.isEmpty() ? "none" : String.join(", ", names);
    }
}
