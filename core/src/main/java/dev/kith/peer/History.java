package dev.kith.peer;

import java.util.List;

/**
 * What became of one peer, as one node saw it.
 *
 * @param id the peer's, as in {@link Peer#id}
 * @param name what it calls itself
 * @param status what that node thinks of it
 * @param changes the last of them, at most {@value Past#KEPT}, the oldest first
 */
public record History(String id, String name, Status status, List<Past> changes) {
    /** Copies the list. */
    public History {
        changes = List.copyOf(changes);
    }

    /** Of whom it is, without what became of it. */
    public History withoutChanges() {
        return new History(id, name, status, List.of());
    }
}
