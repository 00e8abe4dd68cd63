package dev.kith.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;

/**
 * A program that speaks and hears by one socket at a port, its argument: told on standard input {@code IP PORT WORD}, it sends the
 * word and prints {@code said WORD}; it prints what it hears as {@code heard IP PORT WORD}.
 */
public final class Phone {
    private static final int HOPS = 8;
    private static final int MAX_BYTES = 1 << 16;

    private Phone() {}

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[0]))) {
            socket.setBroadcast(true);
            // What a router lets through is to be its own doing.
            socket.setOption(StandardSocketOptions.IP_MULTICAST_TTL, HOPS);
            Thread hearing = new Thread(() -> hear(socket));
            hearing.setDaemon(true);
            hearing.start();
            System.out.println("ready");
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                String[] words = line.split(" ");
                byte[] bytes = words[2].getBytes(StandardCharsets.UTF_8);
                InetSocketAddress to =
                        new InetSocketAddress(InetAddress.getByName(words[0]), Integer.parseInt(words[1]));
                socket.send(new DatagramPacket(bytes, bytes.length, to));
                System.out.println("said " + words[2]);
            }
        }
    }

    private static void hear(DatagramSocket socket) {
        DatagramPacket packet = new DatagramPacket(new byte[MAX_BYTES], MAX_BYTES);
        try {
            while (true) {
                socket.receive(packet);
                String word = new String(packet.getData(), 0, packet.getLength(), StandardCharsets.UTF_8);
                System.out.println(
                        "heard " + packet.getAddress().getHostAddress() + " " + packet.getPort() + " " + word);
                packet.setLength(MAX_BYTES);
            }
        } catch (IOException closed) {
            // Standard input has ended.
        }
    }
}
