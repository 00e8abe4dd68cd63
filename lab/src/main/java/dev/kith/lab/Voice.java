package dev.kith.lab;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.StandardSocketOptions;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Random;

/**
 * A program that sends any datagram from one socket: told on standard input {@code say IP PORT HEX},
 * {@code repeat COUNT IP PORT HEX-OF-ONE-BYTE} or {@code flood SOCKETS COUNT IP PORT SEED}, which sends so many random
 * datagrams from each of so many sockets; answers {@code done}. Its first argument is the interface for multicast.
 */
public final class Voice {
    private static final int MAX_RANDOM_BYTES = 300;

    private final DatagramSocket socket;

    private Voice(DatagramSocket socket) {
        this.socket = socket;
    }

    /** Runs until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (DatagramSocket socket = new DatagramSocket()) {
            socket.setOption(StandardSocketOptions.IP_MULTICAST_IF, NetworkInterface.getByName(args[0]));
            BufferedReader input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            System.out.println("port " + socket.getLocalPort());
            for (String line = input.readLine(); line != null; line = input.readLine()) {
                new Voice(socket).obey(line.split(" "));
                System.out.println("done");
            }
        }
    }

    private void obey(String[] words) throws IOException {
        switch (words[0]) {
            case "say" ->
                send(words[1], words[2], words.length > 3 ? HexFormat.of().parseHex(words[3]) : new byte[0]);
            case "repeat" -> {
                byte[] bytes = new byte[Integer.parseInt(words[1])];
                java.util.Arrays.fill(bytes, HexFormat.of().parseHex(words[4])[0]);
                send(words[2], words[3], bytes);
            }
            case "flood" -> {
                Random random = new Random(Long.parseLong(words[5]));
                for (int sockets = Integer.parseInt(words[1]); sockets > 0; sockets--) {
                    try (DatagramSocket another = new DatagramSocket()) {
                        new Voice(another).flood(random, Integer.parseInt(words[2]), words[3], words[4]);
                    }
                }
            }
            default -> throw new IllegalArgumentException("no such order: " + words[0]);
        }
    }

    private void flood(Random random, int count, String ip, String port) throws IOException {
        for (int i = count; i > 0; i--) {
            byte[] bytes = new byte[random.nextInt(MAX_RANDOM_BYTES)];
            random.nextBytes(bytes);
            send(ip, port, bytes);
        }
    }

    private void send(String ip, String port, byte[] bytes) throws IOException {
        InetSocketAddress to = new InetSocketAddress(InetAddress.getByName(ip), Integer.parseInt(port));
        socket.send(new DatagramPacket(bytes, bytes.length, to));
    }
}
