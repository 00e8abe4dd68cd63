package dev.kith;

import dev.kith.peer.Endpoint;
import dev.kith.peer.Peer;
import dev.kith.peer.Via;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Names addresses at which members of one group may be: for networks that multicast does not cross. What it names is a hint and
 * nothing more; the node tries each address within a budget, and whoever answers has to prove itself as any other does.
 *
 * <p>A source has a thread of its own, which calls all its methods but {@link #close}; so each may block, and one that is slow or fails
 * holds up nobody. Sources of the same node and group know nothing of each other.
 */
public interface CandidateSource extends AutoCloseable {
    /** The most addresses of one source that are tried; more are left out, which is said. */
    int MAX_ADDRESSES = 64;

    /**
     * What the node knows.
     *
     * @param group the group
     * @param port the port that all nodes hear multicast on, for addresses that are named without a port
     * @param peers everybody known in this run, those lost and left too
     */
    record Known(String group, int port, List<Peer> peers) {
        /** Copies the list. */
        public Known {
            peers = List.copyOf(peers);
        }
    }

    /**
     * What a source knows.
     *
     * @param addresses all of them, in place of those it named before
     * @param again after how long it is to be asked again, 100 ms at least
     */
    record Named(List<Endpoint> addresses, Duration again) {
        /** Copies the list. */
        public Named {
            Objects.requireNonNull(again, "again");
            addresses = List.copyOf(addresses);
        }
    }

    /**
     * Is given the node's own port, once and before all else, if its kind has a {@link Provider#firstByte}.
     *
     * @param port closed when the membership is
     */
    default void begin(OwnPort port) {
        // Most speak no protocol of their own, or from a port of their own.
    }

    /**
     * Names the addresses that it knows now; called again and again. When it fails, by whatever it throws or by naming {@code null}, what it named before stays, the reason is told as
     * degraded, and it is asked again after a second, and after twice as long each time it goes on failing, up to five seconds.
     *
     * @throws IOException if it cannot tell now; the message is for people
     * @throws InterruptedException if the membership is closed meanwhile
     */
    Named name(Known known) throws IOException, InterruptedException;

    /**
     * The membership is closed; nothing is asked any more.
     *
     * @throws IOException if something is lost by that; it is logged
     */
    default void leaving(Known known) throws IOException {
        // Most have nothing to keep.
    }

    /** Ends whatever waits in {@link #name}; on any thread, once. */
    @Override
    void close();

    /** Makes sources of one kind; found by {@link java.util.ServiceLoader}, by Kith's own class loader and then by the thread's. */
    interface Provider {
        /** How settings call the kind, such as {@code dns}. */
        String kind();

        /** What peers are said to be found by. */
        Via via();

        /**
         * What each datagram begins with that its sources say and hear by the node's own port, if they use it; not 0x4b, with which
         * all of Kith's begin. Sources of one byte hear each what is meant for any of them.
         */
        default Optional<Byte> firstByte() {
            return Optional.empty();
        }

        /**
         * A source for one membership.
         *
         * @param what as it was set, such as a host's name
         * @throws IllegalArgumentException if it breaks a rule of the kind; the message names it and the rule
         * @throws IOException if it cannot work here at all
         */
        CandidateSource open(String what) throws IOException;
    }
}
