package dev.kith;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A multicast group as a person writes it; names are not looked up. */
final class MulticastGroup {
    private MulticastGroup() {}

    static InetAddress parse(String text) {
        try {
            // What holds a colon is never taken for a name.
            return text.contains(":") ? InetAddress.getByName(text) : fourNumbers(text);
        } catch (NumberFormatException | UnknownHostException notAnAddress) {
            throw new IllegalArgumentException(
                    "multicast '%s' is not an IPv4 address such as %s, nor an IPv6 one such as %s"
                            .formatted(text, Config.DEFAULT_MULTICAST, Config.DEFAULT_MULTICAST_6),
                    notAnAddress);
        }
    }

    /** Refuses what is no multicast address. */
    static void require(InetAddress address) {
        if (!address.isMulticastAddress()) {
            boolean four = address instanceof Inet4Address;
            throw new IllegalArgumentException("multicast " + address.getHostAddress() + " is not an "
                    + (four
                            ? "IPv4 multicast address, 224.0.0.0 to 239.255.255.255"
                            : "IPv6 multicast address, ff00::/8"));
        }
    }

    private static InetAddress fourNumbers(String text) throws UnknownHostException {
        String[] parts = text.split("\\.", -1);
        byte[] ip = new byte[Math.min(parts.length, Integer.BYTES + 1)];
        for (int i = 0; i < ip.length; i++) {
            ip[i] = number(parts[i]);
        }
        return InetAddress.getByAddress(ip);
    }

    private static byte number(String part) {
        int number = Integer.parseInt(part);
        if (number < 0 || number > 0xFF || part.length() > 3 || !Character.isDigit(part.charAt(0))) {
            throw new NumberFormatException(part);
        }
        return (byte) number;
    }
}
