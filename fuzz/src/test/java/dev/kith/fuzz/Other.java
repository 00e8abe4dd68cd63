package dev.kith.fuzz;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.sim.FreeSignatures;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** Somebody who was invented, with a key pair; the first has that of the node itself. */
record Other(int number, Identity identity, PeerId id, Endpoint at) {
    private static final int PER_HOST = 4;
    private static final int FIRST_PORT = 4000;

    static Other of(int number) {
        Identity identity = FreeSignatures.identity(number);
        return new Other(number, identity, PeerId.ofPublicKey(identity.publicKey()), at(number));
    }

    /** What its goodbye reveals. */
    byte[] secret() {
        byte[] secret = new byte[Datagrams.GOODBYE_SECRET];
        Arrays.fill(secret, (byte) number);
        return secret;
    }

    byte[] goodbyeHash() {
        return Secrets.hash(secret());
    }

    /** Several share a host, and many hosts a network. */
    private static Endpoint at(int number) {
        int host = number / PER_HOST;
        return at(FIRST_PORT + number % PER_HOST, 10, host >> Short.SIZE, host >> Byte.SIZE, host + 1);
    }

    static Endpoint at(int port, int... ip) {
        byte[] bytes = new byte[ip.length];
        for (int i = 0; i < ip.length; i++) {
            bytes[i] = (byte) ip[i];
        }
        try {
            return new Endpoint(InetAddress.getByAddress(bytes), port);
        } catch (UnknownHostException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
