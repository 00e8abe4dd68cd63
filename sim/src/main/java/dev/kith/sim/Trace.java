package dev.kith.sim;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Event;
import dev.kith.peer.PeerId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What happened in a world: as one number, by which two runs are compared, and in words if somebody is to read it. */
final class Trace {
    private final List<String> log = new ArrayList<>();
    private final boolean logs;
    private final Glass glass;
    private long hash;

    Trace(boolean logs, Glass glass) {
        this.logs = logs;
        this.glass = glass;
    }

    long hash() {
        return hash;
    }

    List<String> log() {
        return List.copyOf(log);
    }

    void add(long what) {
        hash = PeerId.mix(hash ^ what);
    }

    void happened(long nanos, SimNode node, String what) {
        add(nanos ^ what.hashCode() ^ node.name().hashCode());
        write(nanos, node, what);
    }

    void said(long nanos, SimNode from, Optional<Endpoint> to, byte[] datagram) {
        add(Arrays.hashCode(datagram));
        if (logs) {
            String way = to.map(endpoint -> "to " + endpoint).orElse("multicast");
            write(nanos, from, way + "  " + glass.describe(datagram));
        }
    }

    void told(long nanos, SimNode node, Event event) {
        add(nanos ^ hash(event));
        if (logs) {
            write(nanos, node, event.toString());
        }
    }

    /** To put all of an event into words takes longer than what led to it. */
    private static int hash(Event event) {
        return event instanceof Event.Change change
                ? change.peer().id().hashCode()
                        ^ change.what().name().hashCode()
                        ^ change.evidence().reason().hashCode()
                : event.toString().hashCode();
    }

    private void write(long nanos, SimNode node, String what) {
        if (logs) {
            log.add("%9.3f ms  %-8s %s".formatted(nanos / 1e6, node, what));
        }
    }
}
