package dev.kith.udp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ProtocolFamily;
import java.net.StandardProtocolFamily;
import java.net.UnknownHostException;

/**
 * The address that means any of this host's. Asked for by family: {@code java.net.preferIPv6Addresses} makes that of a mere port
 * one of IPv6, to which no channel of IPv4 can be bound.
 */
final class Wildcard {
    private static final int IPV4_BYTES = 4;
    private static final int IPV6_BYTES = 16;

    private Wildcard() {}

    static InetSocketAddress of(ProtocolFamily family, int port) {
        byte[] any = new byte[family == StandardProtocolFamily.INET ? IPV4_BYTES : IPV6_BYTES];
        try {
            return new InetSocketAddress(InetAddress.getByAddress(any), port);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("zeros of either length are an address", impossible);
        }
    }
}
