package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where those of a world are: one host each, numbered. */
final class Addresses {
    private static final int PORT = 9000;

    private Addresses() {}

    static Endpoint of(int number) {
        return of(10, number >> 16, number >> 8, number);
    }

    /** Behind an address translation. */
    static Endpoint inside(int number) {
        return of(192, 168, number >> 8, number);
    }

    private static Endpoint of(int... bytes) {
        try {
            byte[] ip = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                ip[i] = (byte) bytes[i];
            }
            return new Endpoint(InetAddress.getByAddress(ip), PORT);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
