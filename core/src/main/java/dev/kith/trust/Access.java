package dev.kith.trust;

import dev.kith.peer.PeerId;
import java.util.Set;

/**
 * Who may be in a group.
 *
 * @param keys who has none of these keys is not heard; everybody is, if there are none
 * @param allowed whose identity is none of these is not heard; everybody is, if there are none
 * @param classic whether those who speak the plain beacon are listed, too
 */
public record Access(KeyRing keys, Set<PeerId> allowed, boolean classic) {
    /** Everybody. */
    public static final Access OPEN = new Access(KeyRing.OPEN, Set.of(), true);

    /** Copies the set. */
    public Access {
        allowed = Set.copyOf(allowed);
    }

    /** Whether a node of that identity may be in the group. */
    public boolean allows(PeerId id) {
        return allowed.isEmpty() || allowed.contains(id);
    }
}
