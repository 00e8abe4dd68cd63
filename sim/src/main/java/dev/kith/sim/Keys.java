package dev.kith.sim;

import dev.kith.trust.Access;
import dev.kith.trust.KeyRing;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The key rings of a world's closed groups, by number; whoever runs has to be told of a new one. */
final class Keys {
    private final Map<Integer, KeyRing> rings = new HashMap<>();
    private final Glass glass = new Glass();

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

    /** Reads what is sealed with any of them. */
    Glass glass() {
        return glass;
    }
}
