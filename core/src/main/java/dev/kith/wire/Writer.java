package dev.kith.wire;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.net.Inet4Address;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Puts fields behind each other, big endian, up to the size of a datagram. */
final class Writer {
    private static final int MAPPED_MARK = 10;

    private final ByteBuffer buffer;

    Writer(int capacity) {
        buffer = ByteBuffer.allocate(capacity);
    }

    int left() {
        return buffer.remaining();
    }

    Writer u8(int value) {
        buffer.put((byte) value);
        return this;
    }

    Writer u16(int value) {
        buffer.putShort((short) value);
        return this;
    }

    Writer i32(int value) {
        buffer.putInt(value);
        return this;
    }

    Writer i64(long value) {
        buffer.putLong(value);
        return this;
    }

    Writer id(PeerId id) {
        return i64(id.high()).i64(id.low());
    }

    Writer bytes(byte[] bytes) {
        buffer.put(bytes);
        return this;
    }

    /** An address as 16 bytes, IPv4 mapped (RFC 4291, 2.5.5.2), and a port. */
    Writer endpoint(Endpoint endpoint) {
        byte[] ip = endpoint.ip().getAddress();
        if (endpoint.ip() instanceof Inet4Address) {
            byte[] mapped = new byte[16];
            mapped[MAPPED_MARK] = (byte) 0xFF;
            mapped[MAPPED_MARK + 1] = (byte) 0xFF;
            System.arraycopy(ip, 0, mapped, MAPPED_MARK + 2, ip.length);
            ip = mapped;
        }
        return bytes(ip).u16(endpoint.port());
    }

    byte[] toBytes() {
        return Arrays.copyOf(buffer.array(), buffer.position());
    }
}
