package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.roster.NodeRecord;
import dev.kith.watch.Finding;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Message;
import dev.kith.wire.Message.Ack;
import dev.kith.wire.Message.Announce;
import dev.kith.wire.Message.Claim;
import dev.kith.wire.Message.Doubt;
import dev.kith.wire.Message.Newer;
import dev.kith.wire.Message.Page;
import dev.kith.wire.Message.Probe;
import dev.kith.wire.Message.Relay;
import dev.kith.wire.Message.View;
import dev.kith.wire.Message.Vouch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * A proper member that lies whenever it speaks of others, as often as not: of who is silent, of what it knows, and by giving records that
 * are old, forged or missing. It lies until the faults end.
 */
final class Liar implements Voice {
    private static final int MAX_REMEMBERED = 100;
    private static final List<Finding> FINDINGS = List.of(Finding.values());

    private final SplittableRandom chance;
    private final List<byte[]> records = new ArrayList<>();
    private boolean repents;

    Liar(SplittableRandom chance) {
        this.chance = chance;
    }

    @Override
    public Optional<Liar> liar() {
        return Optional.of(this);
    }

    void repent() {
        repents = true;
    }

    @Override
    public byte[] says(byte[] datagram) {
        if (repents || chance.nextBoolean() || !(Datagrams.decode(datagram) instanceof Datagrams.Ok own)) {
            return datagram;
        }
        byte[] lie = Datagrams.encode(own.header(), lie(own.message()));
        // A longer word could be more than came from there.
        return lie.length > datagram.length ? datagram : lie;
    }

    @Override
    public byte[] hears(byte[] datagram) {
        if (records.size() < MAX_REMEMBERED
                && Datagrams.decode(datagram) instanceof Datagrams.Ok heard
                && heard.message() instanceof Announce announce) {
            records.add(announce.record());
        }
        return datagram;
    }

    private Message lie(Message message) {
        if (message instanceof Vouch vouch) {
            return new Vouch(vouch.nonce(), vouch.subject(), vouch.incarnation(), vouch.version(), finding());
        } else if (message instanceof Doubt doubt) {
            return new Doubt(doubt.nonce(), doubt.subject(), doubt.incarnation(), doubt.version(), finding());
        } else if (message instanceof Claim claim) {
            return new Claim(claim.subject(), claim.incarnation(), finding());
        } else if (message instanceof Ack ack) {
            int heard = chance.nextBoolean() ? ack.heard() : 0;
            return new Ack(ack.nonce(), view(ack.view()), ack.from(), chance.nextBoolean(), heard);
        } else if (message instanceof Probe probe) {
            return new Probe(probe.nonce(), view(probe.view()), probe.to());
        } else if (message instanceof Newer newer) {
            return new Newer(record(newer.record()));
        } else if (message instanceof Relay relay) {
            return new Relay(chance.nextBoolean(), record(relay.record()));
        } else if (message instanceof Page page) {
            return new Page(page.answers(), page.after(), page.upTo(), given(page.records()));
        }
        return message;
    }

    /** Nobody asked: that a peer does not answer, or how it was once. */
    Message slander(PeerId victim, long incarnation) {
        return records.isEmpty() || chance.nextBoolean()
                ? new Claim(victim, incarnation, finding())
                : new Newer(record(records.get(0)));
    }

    private Finding finding() {
        return FINDINGS.get(chance.nextInt(FINDINGS.size()));
    }

    private View view(View right) {
        return chance.nextBoolean() ? right : new View(chance.nextInt(1000), chance.nextLong());
    }

    private List<byte[]> given(List<byte[]> right) {
        List<byte[]> given = new ArrayList<>();
        for (byte[] record : right) {
            if (chance.nextInt(3) > 0) {
                given.add(record(record));
            }
        }
        return given;
    }

    /** One as it was once, of anybody; or one with a wrong signature. */
    private byte[] record(byte[] right) {
        if (!records.isEmpty() && chance.nextBoolean()) {
            byte[] old = records.get(chance.nextInt(records.size()));
            // There must be room for it where the right one was.
            return old.length <= right.length ? old : right;
        }
        byte[] forged = right.clone();
        forged[forged.length - 1 - chance.nextInt(NodeRecord.SIGNATURE)] ^= (byte) chance.nextInt(2);
        return forged;
    }
}
