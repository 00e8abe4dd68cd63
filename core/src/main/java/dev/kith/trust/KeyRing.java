package dev.kith.trust;

import java.util.List;
import java.util.Optional;

/**
 * The keys of a group that a node has: the first seals what it says, each of them opens what it hears. None in an open group.
 *
 * @param keys at most {@value #MAX}, of different ids
 */
public record KeyRing(List<GroupKey> keys) {
    /** That of an open group. */
    public static final KeyRing OPEN = new KeyRing(List.of());

    /** The most keys: one in use, those that come and those that go. */
    public static final int MAX = 8;

    /**
     * Copies the list.
     *
     * @throws IllegalArgumentException if there are too many, or two cannot be told apart by their ids
     */
    public KeyRing {
        keys = List.copyOf(keys);
        if (keys.size() > MAX) {
            throw new IllegalArgumentException(keys.size() + " keys; a group may have " + MAX);
        }
        for (GroupKey key : keys) {
            if (keys.stream().filter(other -> other.id() == key.id()).count() > 1) {
                throw new IllegalArgumentException("two keys have the id " + GroupKey.name(key.id())
                        + "; a datagram could not say which of them sealed it");
            }
        }
    }

    /** Whether the group is open. */
    public boolean isOpen() {
        return keys.isEmpty();
    }

    /** The key of that id. */
    public Optional<GroupKey> find(int id) {
        for (GroupKey key : keys) {
            if (key.id() == id) {
                return Optional.of(key);
            }
        }
        return Optional.empty();
    }

    /** The ids, that of the key in use first. */
    public List<Integer> ids() {
        return keys.stream().map(GroupKey::id).toList();
    }
}
