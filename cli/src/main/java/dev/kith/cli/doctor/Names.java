package dev.kith.cli.doctor;

import dev.kith.peer.Peer;

/** How a peer is called here. */
final class Names {
    private static final int DIGITS = 4;

    private Names() {}

    static String of(Peer peer) {
        return peer.id().length() < DIGITS
                ? peer.name()
                : peer.name() + "·" + peer.id().substring(0, DIGITS);
    }
}
