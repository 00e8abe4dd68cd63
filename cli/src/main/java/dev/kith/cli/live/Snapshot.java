package dev.kith.cli.live;

import dev.kith.peer.Event;
import dev.kith.peer.Peer;
import dev.kith.peer.Reachability.Survey;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that is known at one moment of what the table can show.
 *
 * @param at when it was taken; every age is counted to it
 * @param here this node
 * @param peers everybody known, in no order
 * @param pulses who was just heard
 * @param changes the last changes of each peer by its id, the oldest first
 * @param health what this node hears, tells or finds less than it should
 * @param survey by which ways peers are reached, where it was asked for
 * @param doctor what the doctor found; empty while it examines
 */
record Snapshot(
        Instant at,
        Here here,
        List<Peer> peers,
        Pulses pulses,
        Map<String, List<Event.Change>> changes,
        Health health,
        Optional<Survey> survey,
        Optional<List<String>> doctor) {

    /**
     * This node and its group.
     *
     * @param group the group's name
     * @param closed whether it is closed
     * @param name this node's name
     * @param interfaces those in use
     */
    record Here(String group, boolean closed, String name, List<String> interfaces) {}
}
