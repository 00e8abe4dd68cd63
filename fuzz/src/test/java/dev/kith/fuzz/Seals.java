package dev.kith.fuzz;

import dev.kith.peer.PeerId;
import dev.kith.sim.Glass;
import dev.kith.trust.Access;
import dev.kith.trust.Gcm;
import dev.kith.trust.GroupKey;
import dev.kith.trust.GroupTag;
import dev.kith.trust.KeyRing;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** How what is said in a group becomes datagrams and is read again: as it is in an open group, sealed in a closed one. */
final class Seals {
    private static final byte[] NO_SALT = {};
    private static final GroupKey FIRST = key(1);
    private static final GroupKey SECOND = key(2);
    /** As whoever has none of them may guess. */
    private static final GroupKey WRONG = new GroupKey(FIRST.id(), key(3).bytes());

    private static final List<KeyRing> RINGS = List.of(
            new KeyRing(List.of(FIRST)), new KeyRing(List.of(FIRST, SECOND)), new KeyRing(List.of(SECOND, FIRST)));

    /**
     * The way in which somebody says something.
     *
     * @param header with which it begins
     * @param key with which it is sealed, if it is
     * @param salt that makes the sender's key of it, even if the header does not tell it
     */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Manner(Header header, Optional<GroupKey> key, byte[] salt) {}

    private final boolean closed;
    private final Glass glass = new Glass();

    Seals(boolean closed) {
        this.closed = closed;
        glass.learn(FIRST);
        glass.learn(SECOND);
    }

    boolean areClosed() {
        return closed;
    }

    Access access() {
        return closed ? new Access(RINGS.get(0), Set.of(), true) : Access.OPEN;
    }

    /** Other keys for a node. */
    KeyRing ring(Script script) {
        return script.oneOf(RINGS);
    }

    /** As a script has it: mostly as a member does; else with another key, or none, or as one who knows nobody's salt. */
    Manner manner(Script script, String group, PeerId sender, long counter) {
        Header open = Header.open(GroupTag.of(group), sender, counter);
        int way = closed ? script.choice(16) : 15;
        if (way == 15) {
            return new Manner(open, Optional.empty(), NO_SALT);
        }
        GroupKey key = way == 14 ? WRONG : way > 11 ? SECOND : FIRST;
        byte[] salt = new byte[Header.SALT_BYTES];
        salt[0] = (byte) (script.choice(16) == 15 ? script.u8() : 0);
        byte[] told = script.choice(4) == 3 ? NO_SALT : salt;
        return new Manner(Header.sealed(key.id(), open.groupTag(), sender, counter, told), Optional.of(key), salt);
    }

    /** What is said in that way. */
    byte[] datagram(Manner manner, Message message) {
        Header header = manner.header();
        // One that has sealed refuses the same counter again, which somebody hostile does not.
        return manner.key()
                .map(key -> new Gcm()
                        .seal(
                                Gcm.subkey(key, header.sender(), header.groupTag(), manner.salt()),
                                header.counter(),
                                Datagrams.encode(header),
                                Datagrams.encode(message)))
                .orElseGet(() -> Datagrams.encode(header, message));
    }

    /** Who says what, if a datagram is of this group at all: what was said in it in clear, or with a wrong key, is not. */
    Optional<Datagrams.Ok> read(byte[] datagram) {
        if (!closed) {
            return Wire.read(datagram);
        }
        return Datagrams.begin(datagram) instanceof Datagrams.Headed headed
                        && headed.header().isSealed()
                ? glass.read(datagram).map(message -> new Datagrams.Ok(headed.header(), message))
                : Optional.empty();
    }

    private static GroupKey key(int number) {
        byte[] bytes = new byte[GroupKey.BYTES];
        Arrays.fill(bytes, (byte) number);
        return GroupKey.of(bytes);
    }
}
