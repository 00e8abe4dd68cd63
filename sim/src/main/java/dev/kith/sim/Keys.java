package dev.kith.sim;

import dev.kith.peer.PeerId;
import dev.kith.trust.Access;
import dev.kith.trust.Gcm;
import dev.kith.trust.GroupKey;
import dev.kith.trust.GroupTag;
import dev.kith.trust.KeyRing;
import dev.kith.wire.Datagrams;
import dev.kith.wire.Header;
import dev.kith.wire.Message;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import javax.crypto.SecretKey;

/** The key rings of a world's closed groups, by number; whoever runs has to be told of a new one. */
final class Keys {
    private static final byte[] BESIDES = new byte[Gcm.SALT_BYTES];

    private final Gcm gcm = new Gcm();
    private final Map<Integer, KeyRing> rings = new HashMap<>();
    private final Glass glass = new Glass();
    private long counted;

    /** Those who have that ring have these keys from now on. */
    void set(int ring, KeyRing keys) {
        keys.keys().forEach(glass::learn);
        rings.put(ring, keys);
    }

    /** The keys that whoever has that ring has now; none if it is that of an open group. */
    KeyRing get(int ring) {
        return rings.getOrDefault(ring, KeyRing.OPEN);
    }

    Access access(Role role) {
        return new Access(get(role.keys()), Set.of(), true);
    }

    /** What somebody with that role says besides its engine: in a closed group with a salt of its own, which all its lives share. */
    byte[] datagram(Role role, PeerId sender, Message message) {
        Header open = Header.open(GroupTag.of(role.group()), sender, --counted);
        KeyRing ring = get(role.keys());
        if (ring.isOpen()) {
            return Datagrams.encode(open, message);
        }
        GroupKey key = ring.keys().get(0);
        Header header = Header.sealed(key.id(), open.groupTag(), sender, open.counter(), BESIDES);
        SecretKey subkey = Gcm.subkey(key, sender, open.groupTag(), BESIDES);
        return gcm.seal(subkey, open.counter(), Datagrams.encode(header), Datagrams.encode(message));
    }

    /** Reads what is sealed with any of them. */
    Glass glass() {
        return glass;
    }
}
