package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.NodeRecord.About;
import dev.kith.trust.Identity;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Records;
import java.util.List;

/** What this node says of itself in one group, and the proof of it. */
final class Self {
    private final Identity identity;
    private final long groupTag;
    private final long incarnation;
    private final byte[] goodbyeSecret;
    private About told;
    private List<Endpoint> endpoints;
    private NodeRecord record;

    Self(Node.Setup setup, long groupTag, long incarnation, About about, List<Endpoint> own) {
        this.identity = setup.identity().get();
        this.groupTag = groupTag;
        this.incarnation = incarnation;
        this.goodbyeSecret = setup.secrets().nextBytes(Datagrams.GOODBYE_SECRET);
        this.told = about;
        this.endpoints = own;
        this.record = sign(0);
    }

    NodeRecord record() {
        return record;
    }

    PeerId id() {
        return record.id();
    }

    byte[] goodbyeSecret() {
        return goodbyeSecret;
    }

    /** Tells something else; the answer is whether it is. */
    boolean tell(About about) {
        boolean changed = !about.equals(told);
        told = about;
        return changed && signNext();
    }

    /** Is to be found elsewhere; the answer is whether it is. */
    boolean move(List<Endpoint> own) {
        boolean changed = !own.equals(endpoints);
        endpoints = own;
        return changed && signNext();
    }

    private boolean signNext() {
        record = sign(record.version() + 1);
        return true;
    }

    private NodeRecord sign(long version) {
        byte[] publicKey = identity.publicKey();
        List<Endpoint> reachable = endpoints.subList(0, Math.min(endpoints.size(), About.MAX_ENDPOINTS));
        About about = new About(told.name(), reachable, told.meta(), told.services());
        byte[] goodbyeHash = Secrets.hash(goodbyeSecret);
        PeerId id = PeerId.ofPublicKey(publicKey);
        NodeRecord unsigned =
                new NodeRecord(id, publicKey, groupTag, incarnation, version, about, goodbyeHash, new byte[0]);
        byte[] part = Records.signedPart(unsigned);
        byte[] whole = Records.join(part, identity.sign(part));
        return new NodeRecord(id, publicKey, groupTag, incarnation, version, about, goodbyeHash, whole);
    }
}
