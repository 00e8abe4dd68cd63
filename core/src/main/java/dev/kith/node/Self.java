package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.roster.NodeRecord.Content;
import dev.kith.trust.GroupTag;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Records;
import java.util.Arrays;
import java.util.List;

/** What this node says of itself in one group, and the proof of it. */
final class Self {
    private final Identity identity;
    private final PeerId id;
    private final long groupTag;
    private final byte[] goodbyeSecret;
    private long incarnation;
    private About told;
    /** Which keys of its group it has. */
    private List<Integer> keys;

    private List<Endpoint> endpoints;
    private NodeRecord record;

    Self(Node.Credentials credentials, Input.Join join, long incarnation, List<Endpoint> own) {
        this.identity = credentials.identity();
        this.id = PeerId.ofPublicKey(identity.publicKey());
        this.groupTag = GroupTag.of(join.group());
        this.incarnation = incarnation;
        this.goodbyeSecret = credentials.secrets().nextBytes(Datagrams.GOODBYE_SECRET);
        this.told = join.about();
        this.keys = join.access().keys().ids();
        this.endpoints = own;
        this.record = sign(told, own, 0);
    }

    NodeRecord record() {
        return record;
    }

    PeerId id() {
        return id;
    }

    /** Where it says it is, and where it would if there were more room. */
    List<Endpoint> endpoints() {
        return endpoints;
    }

    byte[] goodbyeSecret() {
        return goodbyeSecret;
    }

    /**
     * Tells something else; the answer is whether it is.
     *
     * @throws IllegalArgumentException if the record would be too long; then it stays as it was
     */
    boolean tell(About about) {
        if (about.equals(told)) {
            return false;
        }
        record = sign(about, endpoints, record.version() + 1);
        told = about;
        return true;
    }

    /** Is to be found elsewhere; the answer is whether it is. */
    boolean move(List<Endpoint> own) {
        if (own.equals(endpoints)) {
            return false;
        }
        record = sign(told, own, record.version() + 1);
        endpoints = own;
        return true;
    }

    /**
     * Has other keys from now on; the answer is whether it has.
     *
     * @throws IllegalArgumentException if the record would be too long; then it stays as it was
     */
    boolean hold(List<Integer> others) {
        if (others.equals(keys)) {
            return false;
        }
        record = sign(told, endpoints, others, record.version() + 1);
        keys = others;
        return true;
    }

    /** Is a later life from now on than another of its records says; the answer is whether there is one later than that. */
    boolean raiseAbove(long other) {
        if (other == Long.MAX_VALUE) {
            return false;
        }
        incarnation = other + 1;
        record = sign(told, endpoints, 0);
        return true;
    }

    /** Whether a record is of this very life; one of a former life, or of another that holds the key, has another secret. */
    boolean isThisLife(byte[] goodbyeHash) {
        return Arrays.equals(goodbyeHash, record.goodbyeHash());
    }

    /** The same bytes, and this node's signature over them. */
    byte[] signed(byte[] part) {
        return Records.join(part, identity.sign(part));
    }

    /** This node's signature over some bytes. */
    byte[] signature(byte[] part) {
        return identity.sign(part);
    }

    private NodeRecord sign(About toTell, List<Endpoint> own, long version) {
        return sign(toTell, own, keys, version);
    }

    private NodeRecord sign(About toTell, List<Endpoint> own, List<Integer> held, long version) {
        List<Endpoint> reachable = own.subList(0, Math.min(own.size(), About.MAX_ENDPOINTS));
        About about = new About(toTell.name(), reachable, toTell.meta(), toTell.services());
        Content content = new Content(groupTag, identity.publicKey(), Secrets.hash(goodbyeSecret), held, about);
        byte[] whole = signed(Records.signedPart(record(version, new byte[0], content)));
        return record(version, whole, content);
    }

    private NodeRecord record(long version, byte[] bytes, Content content) {
        return new NodeRecord(id, incarnation, version, bytes, any -> content);
    }
}
