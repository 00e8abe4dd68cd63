package dev.kith.sim;

import dev.kith.peer.PeerId;
import java.time.Duration;

/**
 * What a node is started as; one that is started again has the same role, or one with another identity.
 *
 * @param name what it calls itself
 * @param group where it joins
 * @param identity which of the identities of that name
 * @param tongue how it speaks
 * @param clockAhead how far its wall clock is ahead of the others' when it starts; it may be behind
 * @param keys which of the world's key rings it has, {@link #OPEN} for none
 */
record Role(String name, String group, int identity, Tongue tongue, Duration clockAhead, int keys) {
    /** Of an open group. */
    static final int OPEN = 0;

    /** How a node speaks. */
    enum Tongue {
        /** As this version of the protocol does. */
        PLAIN,
        /** As one that adds fields to records and messages. */
        LATER,
        /** As one with another number in its header, that nobody else understands. */
        NEXT,
        /** As one that says what is not so, as a proper member. */
        LYING
    }

    static Role plain(String name, String group) {
        return new Role(name, group, 0, Tongue.PLAIN, Duration.ZERO, OPEN);
    }

    /** The same in a closed group, or with another ring. */
    Role with(int otherKeys) {
        return new Role(name, group, identity, tongue, clockAhead, otherKeys);
    }

    /** The same with another key pair. */
    Role withNewIdentity() {
        return new Role(name, group, identity + 1, tongue, clockAhead, keys);
    }

    long keyNumber() {
        return PeerId.mix(name.hashCode() + ((long) identity << Integer.SIZE));
    }

    /** Whether two understand each other and are to find each other. */
    boolean belongsWith(Role other) {
        return group.equals(other.group)
                && keys == other.keys
                && (tongue == Tongue.NEXT) == (other.tongue == Tongue.NEXT);
    }
}
