package dev.kith.lab;

import dev.kith.CandidateSource;
import dev.kith.Config;
import dev.kith.Kith;
import dev.kith.OwnPort;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A candidate source that asks a server, by its node's own port, who else has asked it: a small stand-in for a distributed table. */
final class Book implements CandidateSource {
    private static final int PORT = 7000;
    /** That a peer answers is no event. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(50);

    private final Endpoint server;
    private Optional<OwnPort> own = Optional.empty();

    private Book(Endpoint server) {
        this.server = server;
    }

    @Override
    public void begin(OwnPort port) {
        own = Optional.of(port);
    }

    @Override
    public Named name(Known known) throws IOException, InterruptedException {
        OwnPort port = own.orElseThrow();
        port.send(server, new byte[] {'b'});
        OwnPort.Datagram answer =
                port.receive(Duration.ofSeconds(1)).orElseThrow(() -> new IOException("the book is closed"));
        List<Endpoint> there = new ArrayList<>();
        for (String at : new String(answer.bytes(), StandardCharsets.US_ASCII)
                .substring(1)
                .split(" ")) {
            String[] parts = at.split(":");
            there.add(new Endpoint(InetAddress.getByName(parts[0]), Integer.parseInt(parts[1])));
        }
        return new Named(there, Duration.ofMillis(500));
    }

    @Override
    public void close() {
        // Its port is closed by the node.
    }

    /** Found by the service loader. */
    public static final class Provider implements CandidateSource.Provider {
        /** For the service loader. */
        public Provider() {}

        @Override
        public String kind() {
            return "book";
        }

        @Override
        public Via via() {
            return Via.DHT;
        }

        @Override
        public Optional<Byte> firstByte() {
            return Optional.of((byte) 'b');
        }

        @Override
        public CandidateSource open(String what) throws IOException {
            return new Book(new Endpoint(InetAddress.getByName(what), PORT));
        }
    }

    /** The server: it tells each that asks from where all have. */
    static final class Server {
        private Server() {}

        public static void main(String[] none) throws IOException {
            Set<String> asked = new LinkedHashSet<>();
            try (DatagramSocket socket = new DatagramSocket(PORT)) {
                System.out.println("open");
                DatagramPacket came = new DatagramPacket(new byte[2000], 2000);
                while (true) {
                    socket.receive(came);
                    asked.add(came.getAddress().getHostAddress() + ":" + came.getPort());
                    byte[] answer = ("b" + String.join(" ", asked)).getBytes(StandardCharsets.US_ASCII);
                    socket.send(new DatagramPacket(answer, answer.length, came.getSocketAddress()));
                }
            }
        }
    }

    /** A member of a group that has nothing but the book: {@code NAME SERVER}. */
    static final class Reader {
        private Reader() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Config config =
                    Config.builder().classic(false).source("book", args[1]).build();
            try (Kith kith = Kith.join(config, "readers", me -> me.name(args[0]))) {
                while (kith.peers().stream().noneMatch(Reader::answers)) {
                    Thread.sleep(LOOK_EVERY.toMillis());
                }
                kith.peers().forEach(peer -> System.out.println("reached " + peer.name() + " " + peer.via()));
                // Until it is stopped: the other has to reach it, too.
                Thread.currentThread().join();
            }
        }

        private static boolean answers(Peer peer) {
            return peer.rtt().isPresent();
        }
    }
}
