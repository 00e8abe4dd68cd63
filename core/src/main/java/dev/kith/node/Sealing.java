package dev.kith.node;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.trust.KeyRing;
import dev.kith.trust.Opened;
import dev.kith.trust.Seal;
import dev.kith.trust.Secrets;
import dev.kith.trust.Streams;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

/**
 * The way of a message into a datagram of one group and out of it: as it is in an open group, sealed in a closed one. The salt is
 * told to all, and to each address from which nobody has shown yet that it knows it.
 */
final class Sealing {
    private static final int MAX_KNOWING = 20_000;
    private static final byte[] NO_SALT = {};

    private final PeerId self;
    private final long groupTag;
    private final Optional<Seal> seal;
    private final Streams streams;
    /** Where this node's salt is known. */
    private final Map<Endpoint, Boolean> knowing = Recent.byUse(MAX_KNOWING);

    private KeyRing ring;
    private long unknownUntil = Long.MIN_VALUE;

    Sealing(Self self, KeyRing ring, Secrets secrets) {
        this.self = self.id();
        this.groupTag = self.record().groupTag();
        this.ring = ring;
        this.seal = ring.isOpen() ? Optional.empty() : Optional.of(new Seal(ring, this.self, groupTag, secrets));
        this.streams = new Streams(ring);
    }

    KeyRing ring() {
        return ring;
    }

    /** Whether to use these keys, instead of those it has, takes another salt. */
    boolean isOther(KeyRing other) {
        return other.keys().get(0).id() != ring.keys().get(0).id();
    }

    /** Has these keys from now on. */
    void use(KeyRing other) {
        ring = other;
        streams.use(other);
    }

    /** Whether no more may be sealed with this salt. */
    boolean isWorn() {
        return seal.filter(Seal::isWorn).isPresent();
    }

    /** Has another salt, which nobody knows; what shows until that moment that it is known may be of the former one. */
    void renew(long former) {
        seal.ifPresent(with -> with.use(ring));
        knowing.clear();
        unknownUntil = former;
    }

    /** The datagram for one address, or for all. */
    byte[] datagram(long counter, Message message, Optional<Endpoint> to) {
        if (seal.isEmpty()) {
            return Datagrams.encode(Header.open(groupTag, self, counter), message);
        }
        Header header = header(counter, to);
        return seal.get().seal(counter, Datagrams.encode(header), Datagrams.encode(message));
    }

    /** The datagram with what the node signs of it. */
    byte[] sworn(long counter, Message.Twin twin, Self by) {
        Header header = header(counter, Optional.empty());
        byte[] signed = by.signed(Datagrams.signedPart(header, twin));
        byte[] message = Arrays.copyOfRange(signed, header.bytes(), signed.length);
        return seal.map(with -> with.seal(counter, Datagrams.encode(header), message))
                .orElse(signed);
    }

    private Header header(long counter, Optional<Endpoint> to) {
        if (seal.isEmpty()) {
            return Header.open(groupTag, self, counter);
        }
        boolean known = to.isPresent() && knowing.containsKey(to.get());
        byte[] salt = known ? NO_SALT : seal.get().salt();
        return Header.sealed(seal.get().keyId(), groupTag, self, counter, salt);
    }

    /** Whether to open it takes the making of a key. */
    boolean isUnknown(Header header) {
        return streams.isUnknown(head(header));
    }

    /** The message of a sealed datagram. */
    Opened open(Header header, Endpoint from, byte[] datagram, long now) {
        Opened opened = streams.open(head(header), datagram);
        if (opened instanceof Opened.Message message) {
            if (message.isNewLife()) {
                knowing.remove(from);
            } else if (header.salt().length == 0) {
                // Who leaves its own salt out has had an answer that it could open.
                knows(from, now);
            }
        }
        return opened;
    }

    /** Somebody answered from there what only who is there could answer. */
    void proved(PeerId sender, Endpoint at, long now) {
        knows(at, now);
        streams.proved(sender);
    }

    private void knows(Endpoint at, long now) {
        if (now >= unknownUntil) {
            knowing.put(at, true);
        }
    }

    /** Whoever is there cannot open what this node says. */
    void forgotten(Endpoint at) {
        knowing.remove(at);
    }

    private static Streams.Head head(Header header) {
        return new Streams.Head(
                header.sender(), header.groupTag(), header.keyId(), header.counter(), header.salt(), header.bytes());
    }
}
