package dev.kith.peer;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ShortBuffer;

/**
 * An ip address and a UDP port. An address is only a locator; it says nothing of who is there.
 *
 * @param ip the address; a link-local IPv6 address carries its scope
 * @param port 0 to 65,535
 */
public record Endpoint(InetAddress ip, int port) {
    private static final int GROUPS = 8;

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

    /** The same address without its link, where it has one: as a record names it. */
    public Endpoint withoutLink() {
        if (!isOfOneLink(ip)) {
            return this;
        }
        try {
            return new Endpoint(Inet6Address.getByAddress(null, ip.getAddress(), -1), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("sixteen bytes are an address", impossible);
        }
    }

    /** Whether the address means something on one link only: then two links may each have one. */
    private static boolean isOfOneLink(InetAddress ip) {
        return ip instanceof Inet6Address && ip.isLinkLocalAddress();
    }

    private int link() {
        return isOfOneLink(ip) ? ((Inet6Address) ip).getScopeId() : 0;
    }

    /** Compares the link, too, of an address of one link only; {@link Inet6Address} does not. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Endpoint that && port == that.port && ip.equals(that.ip) && link() == that.link();
    }

    @Override
    public int hashCode() {
        return ip.hashCode() * 31 + port;
    }

    /** As people write it: {@code 10.0.0.4:9779} or {@code [fe80::1%eth0]:9779} (RFC 5952). */
    @Override
    public String toString() {
        return ip instanceof Inet6Address v6
                ? "[" + shortest(v6) + scope(v6) + "]:" + port
                : ip.getHostAddress() + ":" + port;
    }

    /** An interface's own addresses carry one each, also where they mean the same everywhere. */
    private static String scope(Inet6Address ip) {
        String text = isOfOneLink(ip) ? ip.getHostAddress() : "";
        int percent = text.indexOf('%');
        return percent < 0 ? "" : text.substring(percent);
    }

    /** The longest run of zero groups, the first of equal ones, becomes two colons. */
    private static String shortest(Inet6Address ip) {
        ShortBuffer groups = ByteBuffer.wrap(ip.getAddress()).asShortBuffer();
        int runAt = 0;
        int run = 1;
        for (int at = 0; at < GROUPS; at++) {
            int end = at;
            while (end < GROUPS && groups.get(end) == 0) {
                end++;
            }
            if (end - at > run) {
                runAt = at;
                run = end - at;
            }
        }
        StringBuilder text = new StringBuilder();
        for (int at = 0; at < GROUPS; at++) {
            if (run > 1 && at == runAt) {
                text.append("::");
                at += run - 1;
            } else {
                String separator = text.isEmpty() || text.toString().endsWith("::") ? "" : ":";
                text.append(separator).append(Integer.toHexString(groups.get(at) & 0xFFFF));
            }
        }
        return text.toString();
    }
}
