package dev.kith.peer;

import java.util.List;

/**
 * Why a status changed: who says so, how it reached this node, and on what ground.
 *
 * @param by the ids of the peers whose word it rests on; empty when this node saw it itself
 * @param path the way it came, for people: {@code beacon 10.0.0.4:41234 eth0}
 * @param reason the ground, for people: {@code no beacon for 6.0 s}
 */
public record Evidence(List<String> by, String path, String reason) {
    /** Copies the list. */
    public Evidence {
        by = List.copyOf(by);
    }
}
