package dev.kith.cli.live;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** The order of peers by what is in a column; equal ones, and those of other columns, go by their names. */
final class Order {
    private static final Comparator<Peer> BY_NAME = Comparator.comparing(Peer::name, String.CASE_INSENSITIVE_ORDER)
            .thenComparing(Peer::name)
            .thenComparing(Peer::id);

    private static final Comparator<Endpoint> BY_NUMBERS = Comparator.comparing(
                    (Endpoint at) -> at.ip().getAddress().length)
            .thenComparing((one, other) ->
                    Arrays.compareUnsigned(one.ip().getAddress(), other.ip().getAddress()))
            .thenComparing(Endpoint::port);

    private Order() {}

    static Comparator<Peer> by(Column column) {
        Comparator<Peer> first = switch (column) {
            case STATUS -> Comparator.comparing(Peer::status);
            case HEARD -> present(peer -> peer.lastHeard().map(Order::second), Comparator.<Instant>reverseOrder());
            case SINCE -> Comparator.comparing((Peer peer) -> second(peer.since()), Comparator.reverseOrder());
            case RTT -> present(Peer::rtt, Comparator.<Duration>naturalOrder());
            case KIND -> Comparator.comparing(Peer::kind);
            case ADDRESS -> present(peer -> peer.addresses().stream().findFirst(), BY_NUMBERS);
            case INTERFACE ->
                present(peer -> peer.interfaces().stream().findFirst(), Comparator.<String>naturalOrder());
            default -> BY_NAME;
        };
        return first.thenComparing(BY_NAME);
    }

    /** So that rows do not change places within a second. */
    private static Instant second(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS);
    }

    /** Those that have none come last. */
    private static <T> Comparator<Peer> present(Function<Peer, Optional<T>> value, Comparator<T> order) {
        return (one, other) -> {
            Optional<T> first = value.apply(one);
            Optional<T> second = value.apply(other);
            return first.isPresent() && second.isPresent()
                    ? order.compare(first.get(), second.get())
                    : Boolean.compare(first.isEmpty(), second.isEmpty());
        };
    }
}
