package dev.kith.lab;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.trust.Gcm;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Opened;
import dev.kith.trust.Streams;
import dev.kith.watch.Finding;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Vouch;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What {@code answer} of {@code lab/attack/raw.py} is in a closed group: a program that has the key, answers every probe at a port, and
 * vouches for everybody it is asked about. Its arguments are the port, its id and the key file.
 */
final class Answering {
    private static final int LONGEST = 1 << 16;

    private final PeerId id;
    private final Streams streams;
    private final Sealed sealed;
    private final byte[] salt = new byte[Gcm.SALT_BYTES];
    private long counter = System.nanoTime();

    private Answering(PeerId id, KeyRing ring) {
        this.id = id;
        this.streams = new Streams(ring);
        this.sealed = new Sealed(ring.keys().get(0));
        new SecureRandom().nextBytes(salt);
    }

    /** Runs until it is killed. */
    public static void main(String[] args) throws IOException {
        PeerId id = PeerId.parse(args[1]).orElseThrow();
        Answering answering = new Answering(id, new KeyRing(List.of(KeyFiles.read(Path.of(args[2])))));
        try (DatagramSocket socket = new DatagramSocket(Integer.parseInt(args[0]))) {
            System.out.println("answering");
            DatagramPacket packet = new DatagramPacket(new byte[LONGEST], LONGEST);
            while (true) {
                socket.receive(packet);
                Endpoint from = new Endpoint(packet.getAddress(), packet.getPort());
                Optional<byte[]> answer = answering.answer(from, Arrays.copyOf(packet.getData(), packet.getLength()));
                if (answer.isPresent()) {
                    socket.send(new DatagramPacket(answer.get(), answer.get().length, packet.getSocketAddress()));
                }
                packet.setLength(LONGEST);
            }
        }
    }

    private Optional<byte[]> answer(Endpoint from, byte[] datagram) {
        if (!(Datagrams.begin(datagram) instanceof Datagrams.Headed headed)) {
            return Optional.empty();
        }
        Header header = headed.header();
        Streams.Head head = new Streams.Head(
                header.sender(), header.groupTag(), header.keyId(), header.counter(), header.salt(), header.bytes());
        if (streams.open(head, datagram) instanceof Opened.Message opened
                && Datagrams.decode(header, opened.bytes(), 0) instanceof Datagrams.Ok heard) {
            return answer(from, heard.message())
                    .map(answer -> sealed.salted(Header.open(header.groupTag(), id, ++counter), salt, answer));
        }
        return Optional.empty();
    }

    private static Optional<Message> answer(Endpoint from, Message said) {
        if (said instanceof Probe probe) {
            return Optional.of(new Ack(probe.nonce(), probe.view(), from, true, 0));
        } else if (said instanceof Doubt doubt) {
            return Optional.of(
                    new Vouch(doubt.nonce(), doubt.subject(), doubt.incarnation(), doubt.version(), Finding.HEARS));
        }
        return Optional.empty();
    }
}
