package dev.kith.sim;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** Where those of a world are: one host each, numbered. */
final class Addresses {
    private static final int PORT = 9000;

    private Addresses() {}

    static Endpoint of(int number) {
        try {
            byte[] ip = {10, (byte) (number >> 16), (byte) (number >> 8), (byte) number};
            return new Endpoint(InetAddress.getByAddress(ip), PORT);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }
}
