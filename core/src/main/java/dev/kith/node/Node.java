package dev.kith.node;

import dev.kith.classic.Beacon;
import dev.kith.classic.Senders;
import dev.kith.roster.Endpoint;
import dev.kith.roster.Peer;
import dev.kith.time.Moment;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * One participant, without its sockets, thread and clock. Every input has a moment; what it answers goes to the
 * {@link Outbox}, and {@link #nextWake} says when to come again. The same inputs give the same outputs.
 *
 * <p>One thread at a time. No input from the network makes it throw.
 */
public final class Node {
    /** So late, the process itself stood still, and silence in that time proves nothing. */
    private static final long STALL = 1_000_000_000L;

    private final Optional<byte[]> beacon;
    private final Senders senders = new Senders();
    private SortedSet<String> interfaces = new TreeSet<>();
    private Set<Endpoint> own = Set.of();
    private long nextCast = Long.MAX_VALUE;
    private long lastStep;

    /**
     * A node that has not been told of a network yet.
     *
     * @param castName the name it casts by the classic beacon, or nothing to listen only
     */
    public Node(Optional<String> castName) {
        this.beacon = castName.map(Beacon::encode);
    }

    /**
     * Takes one input at one moment.
     *
     * @throws IllegalArgumentException if {@code now} is before the moment of an earlier step
     */
    public void step(Moment now, Input input, Outbox out) {
        if (now.nanos() < lastStep) {
            throw new IllegalArgumentException("now is " + now.nanos() + " ns, before the last step at " + lastStep);
        }
        if (now.nanos() - Math.max(nextWake(), lastStep) > STALL) {
            senders.forgive(now);
        }
        lastStep = now.nanos();
        if (input instanceof Input.BeaconHeard heard) {
            hear(now, heard, out);
        } else if (input instanceof Input.Network network) {
            adopt(now, network, out);
        } else {
            tick(now, out);
        }
    }

    /** When the node wants a {@link Input.Tick} next, in monotonic nanoseconds; {@link Long#MAX_VALUE} for never. */
    public long nextWake() {
        return Math.min(nextCast, senders.nextWake());
    }

    /** Everybody known, those lost in this run too. */
    public List<Peer> peers() {
        return senders.peers();
    }

    private void hear(Moment now, Input.BeaconHeard heard, Outbox out) {
        if (!own.contains(heard.from())) {
            senders.heard(now, heard.from(), heard.interfaceName(), heard.datagram())
                    .forEach(out::emit);
        }
    }

    private void adopt(Moment now, Input.Network network, Outbox out) {
        SortedSet<String> added = new TreeSet<>(network.interfaces());
        added.removeAll(interfaces);
        interfaces = new TreeSet<>(network.interfaces());
        own = Set.copyOf(network.own());
        cast(added, out);
        if (beacon.isPresent() && nextCast == Long.MAX_VALUE) {
            nextCast = now.nanos() + Beacon.PERIOD.toNanos();
        }
    }

    private void tick(Moment now, Outbox out) {
        senders.due(now).forEach(out::emit);
        if (now.nanos() >= nextCast) {
            cast(interfaces, out);
            nextCast += Beacon.PERIOD.toNanos();
            if (nextCast <= now.nanos()) {
                nextCast = now.nanos() + Beacon.PERIOD.toNanos();
            }
        }
    }

    private void cast(SortedSet<String> on, Outbox out) {
        beacon.ifPresent(bytes -> on.forEach(name -> out.cast(name, bytes)));
    }
}
