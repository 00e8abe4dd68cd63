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

    /** None in an open group, where the first cipher would take a third of the start of a fresh JVM. */
    private record Ciphers(Seal seal, Streams streams) {}

    private final PeerId self;
    private final long groupTag;
    private final Optional<Ciphers> ciphers;
    /** Where this node's salt is known, if it has one. */
    private final Map<Endpoint, Boolean> knowing = Recent.byUse(MAX_KNOWING);

    private KeyRing ring;
    private long unknownUntil = Long.MIN_VALUE;

    Sealing(Self self, KeyRing ring, Secrets secrets) {
        this.self = self.id();
        this.groupTag = self.record().groupTag();
        this.ring = ring;
        this.ciphers = ring.isOpen()
                ? Optional.empty()
                : Optional.of(new Ciphers(new Seal(ring, this.self, groupTag, secrets), new Streams(ring)));
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
        ciphers.ifPresent(with -> with.streams().use(other));
    }

    /** Whether no more may be sealed with this salt. */
    boolean isWorn() {
        return ciphers.filter(with -> with.seal().isWorn()).isPresent();
    }

    /** Has another salt, which nobody knows; what shows until that moment that it is known may be of the former one. */
    void renew(long former) {
        ciphers.ifPresent(with -> with.seal().use(ring));
        knowing.clear();
        unknownUntil = former;
    }

    /** The datagram for one address, or for all. */
    byte[] datagram(long counter, Message message, Optional<Endpoint> to) {
        Header header = header(counter, to);
        if (ciphers.isEmpty()) {
            return Datagrams.encode(header, message);
        }
        return ciphers.get().seal().seal(counter, Datagrams.encode(header), Datagrams.encode(message));
    }

    /** The datagram with what the node signs of it. */
    byte[] sworn(long counter, Message.Twin twin, Self by) {
        Header header = header(counter, Optional.empty());
        byte[] signed = by.signed(Datagrams.signedPart(header, twin));
        byte[] message = Arrays.copyOfRange(signed, header.bytes(), signed.length);
        return ciphers.map(with -> with.seal().seal(counter, Datagrams.encode(header), message))
                .orElse(signed);
    }

    private Header header(long counter, Optional<Endpoint> to) {
        if (ciphers.isEmpty()) {
            return Header.open(groupTag, self, counter);
        }
        Seal seal = ciphers.get().seal();
        boolean known = to.isPresent() && knowing.containsKey(to.get());
        return Header.sealed(seal.keyId(), groupTag, self, counter, known ? NO_SALT : seal.salt());
    }

    /** Whether to open it takes the making of a key. */
    boolean isUnknown(Header header) {
        return ciphers.filter(with -> with.streams().isUnknown(head(header))).isPresent();
    }

    /** The message of a sealed datagram. */
    Opened open(Header header, Endpoint from, byte[] datagram, long now) {
        Opened opened =
                ciphers.map(with -> with.streams().open(head(header), datagram)).orElse(Opened.Refused.OTHER_KEY);
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
        ciphers.ifPresent(with -> with.streams().proved(sender));
    }

    private void knows(Endpoint at, long now) {
        if (ciphers.isPresent() && now >= unknownUntil) {
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
