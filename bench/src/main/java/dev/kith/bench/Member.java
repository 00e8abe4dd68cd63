package dev.kith.bench;

import dev.kith.node.Input;
import dev.kith.node.Node;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Limits;
import dev.kith.peer.PeerId;
import dev.kith.time.Moment;
import dev.kith.trust.GroupTag;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** One node of a {@link Crowd}, with an address and an identity of its own; its engine is gone once it has announced itself. */
final class Member {
    static final String GROUP = "bench";
    static final String INTERFACE = "eth0";

    private static final int PORT = 40_000;
    private static final int HOSTS_OF_A_NETWORK = 250;

    private final int number;
    private final PeerId id;
    private long counter;

    private Member(int number, PeerId id) {
        this.number = number;
        this.id = id;
    }

    /** Makes a node that joins, and hands over what it says to all. */
    static Member announced(int number, Moment now, Map<String, String> meta, List<byte[]> said) {
        Node node = engine(number);
        Silent toAll = new Silent() {
            @Override
            public void multicast(byte[] datagram, boolean broadcastToo) {
                said.add(datagram);
            }
        };
        join(node, now, number, meta, toAll);
        return new Member(number, node.id(GROUP).orElseThrow());
    }

    /** Anew each time, as a socket gives it with each datagram. */
    Endpoint address() {
        return address(number);
    }

    /** What it sends to say this. */
    byte[] say(Message message) {
        return Datagrams.encode(Header.open(GroupTag.of(GROUP), id, ++counter), message);
    }

    /** An engine with an identity of its own. */
    static Node engine(int number) {
        byte[] seed = ByteBuffer.allocate(Secrets.SEED_BYTES).putInt(number).array();
        Node.Credentials credentials = new Node.Credentials(new Free(Secrets.hash(seed)), new Secrets(seed));
        return new Node(
                new Node.Setup(() -> credentials, (key, content, signature) -> true, Limits.DEFAULT, false, true));
    }

    static void join(Node node, Moment now, int number, Map<String, String> meta, Silent out) {
        TreeSet<String> interfaces = new TreeSet<>(List.of(INTERFACE));
        node.step(now, new Input.Network(interfaces, List.of(address(number)), 1), out);
        node.step(now, new Input.Join(GROUP, Node.about("node " + number, meta, Map.of())), out);
    }

    /** Fewer in one network than a roster takes of one. */
    static Endpoint address(int number) {
        int network = number / HOSTS_OF_A_NETWORK;
        byte[] ip = {10, (byte) (network >> Byte.SIZE), (byte) network, (byte) (1 + number % HOSTS_OF_A_NETWORK)};
        try {
            return new Endpoint(InetAddress.getByAddress(ip), PORT);
        } catch (UnknownHostException impossible) {
            throw new IllegalStateException("four bytes are an address", impossible);
        }
    }

    /** Signs for nothing: signatures are not what is measured. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    private record Free(byte[] publicKey) implements Identity {
        private static final int SIGNATURE_BYTES = 64;

        @Override
        public byte[] sign(byte[] content) {
            return new byte[SIGNATURE_BYTES];
        }
    }
}
