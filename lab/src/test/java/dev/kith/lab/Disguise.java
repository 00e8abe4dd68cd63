package dev.kith.lab;

import dev.kith.peer.PeerId;
import dev.kith.trust.GroupKey;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * What a stranger makes of its words in a closed group, whose members' heads go by in clear: it looks as what they say, but for the key,
 * which it has to guess.
 */
final class Disguise {
    /** Fewer are said in each way, more in one of them each. */
    private static final int FEW = 64;

    private static final int WAYS = 3;
    /** No member has come so far yet. */
    private static final int AHEAD = 1000;

    private final Random random = new Random(1);
    private final Map<PeerId, Header> salted = new HashMap<>();
    private final Sealed guessed;
    private int sent;

    /** Of somebody who heard this go by. */
    Disguise(List<Attacker.Heard> heard) {
        int keyId = 0;
        for (Attacker.Heard one : heard) {
            if (Datagrams.begin(one.datagram()) instanceof Datagrams.Headed headed
                    && headed.header().salt().length > 0) {
                salted.put(headed.header().sender(), headed.header());
                keyId = headed.header().keyId();
            }
        }
        guessed = new Sealed(new GroupKey(keyId, bytes(GroupKey.BYTES)));
    }

    /** The same packets as they are and disguised; what is no datagram of an open group stays as it is. */
    List<byte[]> of(Collection<byte[]> packets) {
        List<byte[]> all = new ArrayList<>();
        for (byte[] packet : packets) {
            if (packets.size() > FEW) {
                all.add(disguised(packet, random.nextInt(WAYS)));
            } else {
                for (int way = 0; way < WAYS; way++) {
                    all.add(disguised(packet, way));
                }
            }
        }
        return all;
    }

    private byte[] disguised(byte[] packet, int way) {
        boolean isOpen = Packets.isWholeUdp(packet)
                && Datagrams.decode(Packets.content(packet)) instanceof Datagrams.Ok ok
                && !ok.header().isSealed();
        return isOpen && way > 0 ? Packets.with(packet, sealed(Packets.content(packet), way)) : packet;
    }

    /** Next in the count of its sender and with its salt, or with none, from where nobody counted. */
    private byte[] sealed(byte[] said, int way) {
        Datagrams.Ok open = (Datagrams.Ok) Datagrams.decode(said);
        Header own = open.header();
        if (way == 1) {
            Header known = salted.getOrDefault(own.sender(), own);
            byte[] salt = known.salt().length > 0 ? known.salt() : bytes(Header.SALT_BYTES);
            Header next = Header.open(own.groupTag(), own.sender(), known.counter() + AHEAD + ++sent);
            return guessed.salted(next, salt, open.message());
        }
        Header anywhere = Header.open(own.groupTag(), own.sender(), random.nextLong());
        return guessed.saltless(anywhere, bytes(Header.SALT_BYTES), open.message());
    }

    private byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
