package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import java.util.function.Consumer;

/** Passes everything on, and takes note of the native peers that are told of: each may be known by its beacon too. */
record Merging(Outbox out, Consumer<Peer> toldOf) implements Outbox {
    @Override
    public void cast(String interfaceName, byte[] beacon) {
        out.cast(interfaceName, beacon);
    }

    @Override
    public void multicast(byte[] datagram, boolean broadcastToo) {
        out.multicast(datagram, broadcastToo);
    }

    @Override
    public void send(Endpoint to, byte[] datagram) {
        out.send(to, datagram);
    }

    @Override
    public void emit(String group, Event event) {
        if (event instanceof Event.Change change) {
            toldOf.accept(change.peer());
        }
        out.emit(group, event);
    }
}
