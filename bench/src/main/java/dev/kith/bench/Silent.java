package dev.kith.bench;

import dev.kith.node.Outbox;
import dev.kith.peer.Answer;
import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;

/** Lets everything go that an engine says. */
class Silent implements Outbox {
    @Override
    public void cast(String interfaceName, byte[] beacon) {
        // goes nowhere
    }

    @Override
    public void multicast(byte[] datagram, boolean broadcastToo) {
        // goes nowhere
    }

    @Override
    public void send(Endpoint to, byte[] datagram) {
        // goes nowhere
    }

    @Override
    public void knock(Endpoint to, byte[] datagram) {
        send(to, datagram);
    }

    @Override
    public void emit(String group, Event event) {
        // nobody listens
    }

    @Override
    public void answer(String group, long question, Answer answer) {
        // nobody asked
    }
}
