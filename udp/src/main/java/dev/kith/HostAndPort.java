package dev.kith;

import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A host and perhaps a port as people write them: {@code host}, {@code host:9779}, {@code 10.0.0.4}, {@code fe80::1} or
 * {@code [fe80::1]:9779}.
 *
 * @param host a name or an address, without brackets
 * @param port 1 to 65,535, if one is given
 */
public record HostAndPort(String host, OptionalInt port) {
    private static final int LONGEST_NAME = 255;

    /**
     * Reads one.
     *
     * @param what the setting, for the message
     * @throws IllegalArgumentException if it is none of these forms
     */
    public static HostAndPort parse(String what, String text) {
        int bracket = text.indexOf(']');
        int colon = text.lastIndexOf(':');
        boolean bareV6 = !text.startsWith("[") && text.indexOf(':') != colon;
        boolean hasPort = colon > bracket && !bareV6;
        String host = hasPort ? text.substring(0, colon) : text;
        if (text.startsWith("[")) {
            host = host.endsWith("]") ? host.substring(1, host.length() - 1) : "";
        }
        boolean isHost = !host.isEmpty()
                && host.length() <= LONGEST_NAME
                && host.chars().allMatch(c -> c > ' ' && c < 0x7F && "[]/@\\".indexOf(c) < 0)
                && (!isQuad(host) || Stream.of(host.split("\\.")).allMatch(HostAndPort::isByte));
        OptionalInt port = hasPort ? port(text.substring(colon + 1)) : OptionalInt.empty();
        if (!isHost || (hasPort && port.isEmpty())) {
            throw new IllegalArgumentException(
                    "%s '%s' is not HOST or HOST:PORT, such as a.example, 10.0.0.4:9779 or [fd00::4]:9779"
                            .formatted(what, text));
        }
        return new HostAndPort(host, port);
    }

    /** Whether the host is an address, of which no name server is asked. */
    public boolean isAddress() {
        return host.indexOf(':') >= 0 || isQuad(host);
    }

    private static boolean isQuad(String host) {
        return host.matches("[0-9]+(\\.[0-9]+){3}");
    }

    private static boolean isByte(String number) {
        return number.length() <= 3 && Integer.parseInt(number) <= 0xFF;
    }

    private static OptionalInt port(String text) {
        boolean isNumber = text.matches("[0-9]{1,5}");
        int port = isNumber ? Integer.parseInt(text) : 0;
        return port >= 1 && port <= 0xFFFF ? OptionalInt.of(port) : OptionalInt.empty();
    }
}
