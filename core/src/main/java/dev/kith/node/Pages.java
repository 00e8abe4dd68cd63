package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.trust.Secrets;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Pull;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** What this node gives of its roster: to those only who have shown that they hear at their address. */
final class Pages {
    private static final int LENGTH_BYTES = 2;

    private final Roster roster;
    private final Secrets secrets;

    Pages(Roster roster, Secrets secrets) {
        this.roster = roster;
        this.secrets = secrets;
    }

    /** The number that proves that its bearer hears at this address; never 0. */
    long cookie(Endpoint of) {
        byte[] ip = of.ip().getAddress();
        byte[] address = ByteBuffer.allocate(ip.length + Integer.BYTES)
                .put(ip)
                .putInt(of.port())
                .array();
        return secrets.mark(address) | 1;
    }

    /** The records asked for, as many as fit; verified ones only, of peers that are held to be there, and its own. */
    Page answer(Pull pull, NodeRecord self) {
        List<byte[]> records = new ArrayList<>();
        int room = Datagrams.ROOM_IN_PAGE;
        long complete = pull.upTo();
        long before = pull.after();
        for (NodeRecord record : inOrder(pull, self)) {
            room -= LENGTH_BYTES + record.bytes().length;
            if (room < 0) {
                complete = before;
                break;
            }
            records.add(record.bytes());
            before = record.id().high();
        }
        return new Page(pull.after(), complete, records);
    }

    private List<NodeRecord> inOrder(Pull pull, NodeRecord self) {
        List<NodeRecord> records = new ArrayList<>();
        boolean selfAsked = Long.compareUnsigned(self.id().high(), pull.after()) > 0
                && Long.compareUnsigned(self.id().high(), pull.upTo()) <= 0;
        for (Entry entry : roster.between(pull.after(), pull.upTo())) {
            if (selfAsked && self.id().compareTo(entry.id()) < 0) {
                records.add(self);
                selfAsked = false;
            }
            if (entry.isVerified() && entry.isPresent()) {
                records.add(entry.record());
            }
        }
        if (selfAsked) {
            records.add(self);
        }
        return records;
    }
}
