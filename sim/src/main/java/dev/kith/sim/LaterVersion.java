package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.trust.Identity;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Records;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A node of a later version that can be understood: fields nobody knows in its record, and behind its messages. */
final class LaterVersion implements Voice {
    private static final byte[] FIELD = {(byte) 200, 0, 2, 42, 42};
    /** A list of records ends with a length of zero; then comes what is new. */
    private static final byte[] BEHIND = {0, 0, 42, 42, 42};

    private final Identity identity;

    LaterVersion(Identity identity) {
        this.identity = identity;
    }

    @Override
    public byte[] says(byte[] datagram) {
        Datagrams.Ok own = (Datagrams.Ok) Datagrams.decode(datagram);
        byte[] said = datagram;
        if (own.message() instanceof Announce announce) {
            Announce longer = new Announce(announce.view(), announce.round(), longer(announce.record()));
            said = Datagrams.encode(own.header(), longer);
        } else if (own.message() instanceof Newer newer) {
            said = Datagrams.encode(own.header(), new Newer(longer(newer.record())));
        } else if (own.message() instanceof Relay relay) {
            said = Datagrams.encode(own.header(), new Relay(relay.onward(), longer(relay.record())));
        } else if (own.message() instanceof Page page) {
            List<byte[]> records = page.records().stream().map(this::longer).toList();
            int length = records.stream().mapToInt(record -> 2 + record.length).sum();
            if (length <= Datagrams.ROOM_IN_PAGE) {
                said = Datagrams.encode(own.header(), new Page(page.answers(), page.after(), page.upTo(), records));
            }
        }
        return said.length + BEHIND.length > Header.MAX_DATAGRAM ? said : joined(said, BEHIND);
    }

    /** Its own record with a field more, signed anew; that of another as it is. */
    private byte[] longer(byte[] record) {
        boolean isOwn = Records.decode(record) instanceof Records.Ok ok
                && ok.record().id().equals(PeerId.ofPublicKey(identity.publicKey()));
        if (!isOwn || record.length + FIELD.length > NodeRecord.MAX_BYTES) {
            return record;
        }
        byte[] part = joined(Arrays.copyOf(record, record.length - NodeRecord.SIGNATURE), FIELD);
        return Records.join(part, identity.sign(part));
    }

    private static byte[] joined(byte[] one, byte[] other) {
        return ByteBuffer.allocate(one.length + other.length)
                .put(one)
                .put(other)
                .array();
    }
}
