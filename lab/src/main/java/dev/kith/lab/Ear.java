package dev.kith.lab;

import java.io.IOException;
import java.net.DatagramPacket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.MulticastSocket;
import java.net.NetworkInterface;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * A program that prints every datagram to a group and port as {@code IP:PORT HEX}. Its arguments are the group, the port
 * and the interfaces. It shares nothing with what it listens to.
 */
public final class Ear {
    private Ear() {}

    /** Runs until it is killed. */
    public static void main(String[] args) throws IOException {
        InetSocketAddress group = new InetSocketAddress(InetAddress.getByName(args[0]), Integer.parseInt(args[1]));
        try (MulticastSocket socket = new MulticastSocket(group.getPort())) {
            for (String name : Arrays.copyOfRange(args, 2, args.length)) {
                socket.joinGroup(group, NetworkInterface.getByName(name));
            }
            System.out.println("listening");
            DatagramPacket packet = new DatagramPacket(new byte[1 << 16], 1 << 16);
            while (true) {
                socket.receive(packet);
                String hex = HexFormat.of().formatHex(packet.getData(), 0, packet.getLength());
                System.out.println(packet.getAddress().getHostAddress() + ":" + packet.getPort() + " " + hex);
                packet.setLength(1 << 16);
            }
        }
    }
}
