package dev.kith;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Subnet;
import dev.kith.time.PerSecond;
import dev.kith.udp.OtherProtocols;
import java.net.InetAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The port that a node says everything from, lent to a candidate source that speaks a protocol of its own there. An address
 * translation makes the same of both, so where a server or a distributed table sees the source, there peers reach the node. Whose a
 * datagram is, its first byte tells (as in RFC 7983). Any thread.
 */
public final class OwnPort implements AutoCloseable {
    /** The most datagrams that a source sends in a second: an answer that lies must not make a weapon of the node. */
    public static final int MAX_A_SECOND = 100;

    /** The most of them to one network, a /24 of IPv4 or a /64 of IPv6. */
    public static final int MAX_A_SECOND_TO_A_NETWORK = 20;

    /** The most bytes in one: the least MTU of IPv6 less its headers (RFC 8200). */
    public static final int MAX_BYTES = 1232;

    /** What came and was not taken; of more the newest are dropped, as a socket does. */
    private static final int MAX_WAITING = 256;

    /**
     * What came.
     *
     * @param from from where
     * @param bytes all of it, at least one byte
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    public record Datagram(Endpoint from, byte[] bytes) {}

    private final OtherProtocols others;
    private final OtherProtocols.Diversion diversion;
    private final BlockingQueue<Datagram> came = new LinkedBlockingQueue<>(MAX_WAITING);
    private final PerSecond<Subnet> budget = new PerSecond<>(MAX_A_SECOND, MAX_A_SECOND_TO_A_NETWORK);
    private volatile boolean closed;

    OwnPort(OtherProtocols others, byte firstByte) {
        this.others = others;
        this.diversion =
                new OtherProtocols.Diversion(firstByte, (from, bytes) -> came.offer(new Datagram(from, bytes.clone())));
        others.divert(diversion);
    }

    /**
     * Sends one datagram.
     *
     * @return whether it was sent: not if the bound of this second is reached, if that is no address of one host, or if this
     *     node is silent by its settings
     * @throws IllegalArgumentException if it is empty, too long, or begins with another byte than its provider said
     * @throws IllegalStateException if the membership is closed
     */
    public boolean send(Endpoint to, byte[] datagram) {
        if (datagram.length == 0 || datagram.length > MAX_BYTES || datagram[0] != diversion.firstByte()) {
            throw new IllegalArgumentException("a datagram of %d bytes; it has 1 to %d, the first of which is 0x%02x"
                    .formatted(datagram.length, MAX_BYTES, diversion.firstByte()));
        }
        if (closed) {
            throw new IllegalStateException("the membership is closed");
        }
        return isOfOneHost(to.ip()) && takeTurn(to) && others.send(to, datagram.clone());
    }

    private static boolean isOfOneHost(InetAddress ip) {
        return !ip.isMulticastAddress() && !ip.isAnyLocalAddress();
    }

    private boolean takeTurn(Endpoint to) {
        synchronized (budget) {
            return budget.take(Subnet.of(to.ip()), System.nanoTime());
        }
    }

    /**
     * Takes what came first; waits for it if nothing has come.
     *
     * @param atMost how long to wait
     * @return what came, or nothing
     * @throws InterruptedException if the thread is interrupted, as it is when the membership is closed
     */
    public Optional<Datagram> receive(Duration atMost) throws InterruptedException {
        return Optional.ofNullable(came.poll(atMost.toNanos(), TimeUnit.NANOSECONDS));
    }

    @Override
    public void close() {
        closed = true;
        others.restore(diversion);
    }
}
