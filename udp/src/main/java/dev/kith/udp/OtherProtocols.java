package dev.kith.udp;

import dev.kith.peer.Endpoint;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** The other protocols that are spoken from the node's own port, told apart by the first byte of a datagram. Any thread. */
public final class OtherProtocols {
    /**
     * Where the datagrams of one go.
     *
     * @param firstByte what each of them begins with
     * @param taker gets them and where they came from, on the loop's thread, which it must not hold up
     */
    public record Diversion(byte firstByte, BiConsumer<Endpoint, byte[]> taker) {}

    private final List<Diversion> diversions = new CopyOnWriteArrayList<>();
    private final OwnSockets own;
    private final Consumer<Runnable> loop;
    private final boolean silent;

    OtherProtocols(OwnSockets own, Consumer<Runnable> loop, boolean silent) {
        this.own = own;
        this.loop = loop;
        this.silent = silent;
    }

    /**
     * Has the loop send from the node's own port, and waits for it; the answer is whether this node says anything.
     *
     * @throws IllegalStateException if the driver is closed
     */
    public boolean send(Endpoint to, byte[] datagram) {
        if (!silent) {
            loop.accept(() -> own.send(to, datagram));
        }
        return !silent;
    }

    /** Hands over what comes of a protocol from now on. */
    public void divert(Diversion diversion) {
        diversions.add(diversion);
    }

    /** No more. */
    public void restore(Diversion diversion) {
        diversions.remove(diversion);
    }

    /** Hands it to all who speak its protocol; the answer is whether anybody does. */
    boolean take(Endpoint from, byte[] datagram) {
        boolean taken = false;
        for (Diversion diversion : diversions) {
            if (datagram.length > 0 && datagram[0] == diversion.firstByte()) {
                diversion.taker().accept(from, datagram);
                taken = true;
            }
        }
        return taken;
    }
}
