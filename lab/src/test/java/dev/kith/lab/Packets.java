package dev.kith.lab;

import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whole packets of IPv4 (RFC 791), whoever they say they are from. */
final class Packets {
    private static final int IP_HEADER = 20;
    private static final int UDP_HEADER = 8;
    private static final int UDP = 17;
    private static final int ICMP = 1;
    private static final int TTL = 64;
    private static final int MORE_FRAGMENTS = 0x2000;
    private static final int DO_NOT_FRAGMENT = 0x4000;
    private static final int FRAGMENT_UNIT = 8;

    private Packets() {}

    static Endpoint at(String ip, int port) {
        try {
            return new Endpoint(InetAddress.getByName(ip), port);
        } catch (UnknownHostException noAddress) {
            throw new AssertionError(noAddress);
        }
    }

    /** A datagram, without the checksum, which IPv4 leaves to the sender (RFC 768). */
    static byte[] udp(Endpoint from, Endpoint to, byte[] content) {
        ByteBuffer datagram = ByteBuffer.allocate(UDP_HEADER + content.length);
        datagram.putShort((short) from.port()).putShort((short) to.port());
        datagram.putShort((short) datagram.capacity()).putShort((short) 0).put(content);
        return ip(from.ip(), to.ip(), UDP, datagram.array());
    }

    /** Whether a packet is a datagram, and all of it. */
    static boolean isWholeUdp(byte[] packet) {
        return packet[9] == UDP && (ByteBuffer.wrap(packet).getShort(6) & ~DO_NOT_FRAGMENT) == 0;
    }

    /** What a datagram says. */
    static byte[] content(byte[] packet) {
        return Arrays.copyOfRange(packet, IP_HEADER + UDP_HEADER, packet.length);
    }

    /** Where a packet goes. */
    static InetAddress target(byte[] packet) {
        return address(packet, 16);
    }

    /** A datagram from the same sender to the same address that says something else. */
    static byte[] with(byte[] packet, byte[] content) {
        ByteBuffer head = ByteBuffer.wrap(packet);
        return udp(
                new Endpoint(address(packet, 12), Short.toUnsignedInt(head.getShort(IP_HEADER))),
                new Endpoint(target(packet), Short.toUnsignedInt(head.getShort(IP_HEADER + 2))),
                content);
    }

    private static InetAddress address(byte[] packet, int at) {
        try {
            return InetAddress.getByAddress(Arrays.copyOfRange(packet, at, at + 4));
        } catch (UnknownHostException noAddress) {
            throw new AssertionError(noAddress);
        }
    }

    /** What the host of {@code nobodyAt} tells {@code asker} when nobody is at that port (RFC 792). */
    static byte[] unreachable(Endpoint nobodyAt, Endpoint asker) {
        byte[] asked = Arrays.copyOf(udp(asker, nobodyAt, new byte[UDP_HEADER]), IP_HEADER + UDP_HEADER);
        ByteBuffer told = ByteBuffer.allocate(8 + asked.length);
        told.put((byte) 3).put((byte) 3).putShort((short) 0).putInt(0).put(asked);
        told.putShort(2, checksum(told.array()));
        return ip(nobodyAt.ip(), asker.ip(), ICMP, told.array());
    }

    /** The same packet in fragments with so many bytes each, a multiple of eight. */
    static List<byte[]> fragments(byte[] packet, int each) {
        List<byte[]> fragments = new ArrayList<>();
        for (int at = IP_HEADER; at < packet.length; at += each) {
            int end = Math.min(packet.length, at + each);
            byte[] fragment = Arrays.copyOf(packet, IP_HEADER + end - at);
            System.arraycopy(packet, at, fragment, IP_HEADER, end - at);
            int offset = (at - IP_HEADER) / FRAGMENT_UNIT;
            ByteBuffer.wrap(fragment)
                    .putShort(2, (short) fragment.length)
                    .putShort(4, (short) packet.length)
                    .putShort(6, (short) (offset | (end < packet.length ? MORE_FRAGMENTS : 0)));
            fragments.add(fragment);
        }
        return fragments;
    }

    /** The kernel fills in what is 0: the identification and the checksum of the header. */
    private static byte[] ip(InetAddress from, InetAddress to, int protocol, byte[] content) {
        ByteBuffer packet = ByteBuffer.allocate(IP_HEADER + content.length);
        packet.put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) packet.capacity())
                .putInt(0);
        packet.put((byte) TTL).put((byte) protocol).putShort((short) 0);
        packet.put(from.getAddress()).put(to.getAddress()).put(content);
        return packet.array();
    }

    /** Of the Internet (RFC 1071). */
    private static short checksum(byte[] content) {
        int sum = 0;
        for (ByteBuffer words = ByteBuffer.wrap(content); words.remaining() > 1; ) {
            sum += Short.toUnsignedInt(words.getShort());
        }
        sum = (sum & 0xFFFF) + (sum >>> 16);
        sum = (sum & 0xFFFF) + (sum >>> 16);
        return (short) ~sum;
    }
}
