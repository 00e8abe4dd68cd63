package dev.kith.wire;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Takes fields out of bytes, each checked against what is left; big endian. */
final class Reader {
    /** What is wrong with a field; stays inside this package. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        private final int offset;

        Malformed(String field, int offset) {
            // No stack trace: whoever sends rubbish must not choose what it costs.
            super(field, null, false, false);
            this.offset = offset;
        }

        int offset() {
            return offset;
        }
    }

    private final byte[] bytes;
    private final int end;
    private int at;

    Reader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.at = from;
        this.end = end;
    }

    int at() {
        return at;
    }

    int left() {
        return end - at;
    }

    int u8(String field) throws Malformed {
        return bytes[take(1, field)] & 0xFF;
    }

    int u16(String field) throws Malformed {
        return u8(field) << 8 | u8(field);
    }

    int i32(String field) throws Malformed {
        return ByteBuffer.wrap(bytes).getInt(take(Integer.BYTES, field));
    }

    long i64(String field) throws Malformed {
        return ByteBuffer.wrap(bytes).getLong(take(Long.BYTES, field));
    }

    PeerId id(String field) throws Malformed {
        return new PeerId(i64(field), i64(field));
    }

    byte[] bytes(int length, String field) throws Malformed {
        int from = take(length, field);
        return Arrays.copyOfRange(bytes, from, from + length);
    }

    /** An address as 16 bytes, IPv4 mapped, and a port. */
    Endpoint endpoint(String field) throws Malformed {
        byte[] ip = bytes(16, field);
        return new Endpoint(address(ip), u16(field));
    }

    /** Sixteen bytes always are an address; the JDK turns a mapped one into IPv4. */
    private static InetAddress address(byte[] ip) {
        try {
            return InetAddress.getByAddress(ip);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("16 bytes are an address", impossible);
        }
    }

    private int take(int length, String field) throws Malformed {
        // Compared with what is left: at + length could overflow.
        if (length < 0 || length > left()) {
            throw new Malformed(field, at);
        }
        at += length;
        return at - length;
    }
}
