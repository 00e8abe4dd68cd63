package dev.kith.lab;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.NodeRecord.Content;
import dev.kith.trust.Ed25519;
import dev.kith.trust.GroupKey;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.View;
import dev.kith.wire.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes datagrams that are well-formed: of a node of its own, with a key of its own, and in the name of others. */
final class Forger {
    /** A view that nobody has. */
    static final View VIEW = new View(99, 99);

    private final Identity identity = Ed25519.generate();
    private final PeerId id = PeerId.ofPublicKey(identity.publicKey());
    private final long groupTag;
    private final Endpoint at;
    private final Optional<Sealed> sealed;
    private long counter = System.nanoTime();

    /** One of the numbers of a record. */
    record Life(long incarnation, long version) {}

    /**
     * A node that is nowhere yet.
     *
     * @param groupTag as the others of the group put it before their datagrams
     * @param at where it says it is
     */
    Forger(long groupTag, Endpoint at) {
        this(groupTag, at, Optional.empty());
    }

    /** The same, who has the key of a closed group, if it is one. */
    Forger(long groupTag, Endpoint at, Optional<GroupKey> key) {
        this.groupTag = groupTag;
        this.at = at;
        this.sealed = key.map(Sealed::new);
    }

    PeerId id() {
        return id;
    }

    Endpoint at() {
        return at;
    }

    /** Its own record. */
    byte[] record(String name, Life life) {
        return record(name, life, List.of(at));
    }

    /** The same, at other addresses. */
    byte[] record(String name, Life life, List<Endpoint> endpoints) {
        return signed(new Content(groupTag, identity.publicKey(), hash(life), about(name, endpoints)), life);
    }

    /** The record of another, but for the signature, which is this one's. */
    byte[] recordOf(byte[] publicKey, String name, Life life) {
        return signed(new Content(groupTag, publicKey, hash(life), about(name, List.of(at))), life);
    }

    /** Here it is. */
    byte[] announce(byte[] record) {
        return announce(id, record);
    }

    /** Here another is, it says. */
    byte[] announce(PeerId sender, byte[] record) {
        return say(sender, new Announce(VIEW, 0, record));
    }

    /** Any message, as this node. */
    byte[] say(Message message) {
        return say(id, message);
    }

    /** Any message, in the name of another. */
    byte[] say(PeerId sender, Message message) {
        Header open = Header.open(groupTag, sender, ++counter);
        byte[] salt = Arrays.copyOf(identity.publicKey(), Header.SALT_BYTES);
        return sealed.map(with -> with.salted(open, salt, message)).orElseGet(() -> Datagrams.encode(open, message));
    }

    /** What a goodbye of one of its lives reveals. */
    byte[] secret(long incarnation) {
        byte[] own = ByteBuffer.allocate(PeerId.BYTES + Long.BYTES)
                .putLong(id.high())
                .putLong(id.low())
                .putLong(incarnation)
                .array();
        return Arrays.copyOf(Secrets.hash(own), Datagrams.GOODBYE_SECRET);
    }

    private byte[] hash(Life life) {
        return Secrets.hash(secret(life.incarnation()));
    }

    private static About about(String name, List<Endpoint> endpoints) {
        return new About(name, endpoints, Map.of(), Map.of());
    }

    private byte[] signed(Content content, Life life) {
        byte[] part =
                Records.signedPart(new NodeRecord(id, life.incarnation(), life.version(), new byte[0], any -> content));
        return Records.join(part, identity.sign(part));
    }
}
