package dev.kith.node;

import dev.kith.peer.Endpoint;
import dev.kith.roster.Entry;
import dev.kith.roster.NodeRecord;
import dev.kith.roster.Roster;
import dev.kith.time.Moment;
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
    private static final long COOKIE_LASTS = 60_000_000_000L;

    private final Roster roster;
    private final Secrets secrets;

    Pages(Roster roster, Secrets secrets) {
        this.roster = roster;
        this.secrets = secrets;
    }

    /** The number that proves, for a minute or two, that its bearer hears at this address; never 0. */
    long cookie(Endpoint of, Moment now) {
        return cookie(of, now.nanos() / COOKIE_LASTS);
    }

    boolean isCookie(long cookie, Endpoint of, Moment now) {
        long minute = now.nanos() / COOKIE_LASTS;
        return cookie == cookie(of, minute) || cookie == cookie(of, minute - 1);
    }

    private long cookie(Endpoint of, long minute) {
        byte[] ip = of.ip().getAddress();
        byte[] address = ByteBuffer.allocate(ip.length + Integer.BYTES + Long.BYTES)
                .put(ip)
                .putInt(of.port())
                .putLong(minute)
                .array();
        return secrets.mark(address) | 1;
    }

    /**
     * The records asked for, as many as fit: verified ones of peers that are held to be there and were heard by this node itself,
     * since a rumour that is passed on outlives its subject; and its own.
     */
    Page answer(Pull pull, NodeRecord self) {
        Filling filling = new Filling(pull);
        boolean selfAsked = Long.compareUnsigned(self.id().high(), pull.after()) > 0
                && Long.compareUnsigned(self.id().high(), pull.upTo()) <= 0;
        for (Entry entry : roster.between(pull.after(), pull.upTo())) {
            if (selfAsked && self.id().compareTo(entry.id()) < 0) {
                selfAsked = false;
                filling.add(self);
            }
            if (entry.isVerified() && entry.isPresent() && entry.wasHeard()) {
                filling.add(entry.record());
            }
            if (filling.full) {
                break;
            }
        }
        if (selfAsked) {
            filling.add(self);
        }
        return new Page(pull.nonce(), pull.after(), filling.complete, filling.records);
    }

    /** A page as it fills, in the order of ids; complete up to the last id that found room. */
    private static final class Filling {
        private final List<byte[]> records = new ArrayList<>();
        private int room = Datagrams.ROOM_IN_PAGE;
        private boolean full;
        private long before;
        private long complete;

        Filling(Pull pull) {
            before = pull.after();
            complete = pull.upTo();
        }

        void add(NodeRecord record) {
            int length = LENGTH_BYTES + record.bytes().length;
            if (full || length > room) {
                complete = full ? complete : before;
                full = true;
                return;
            }
            room -= length;
            records.add(record.bytes());
            before = record.id().high();
        }
    }
}
