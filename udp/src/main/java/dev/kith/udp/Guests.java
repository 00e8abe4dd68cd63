package dev.kith.udp;

import dev.kith.bound.Recent;
import dev.kith.peer.Endpoint;
import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;

/**
 * By which socket an address is spoken to: the node's own, or the door that it came by. Anybody can send in the name of an address,
 * so only what proves that somebody hears there decides; what came by another socket since is tried every other time, and no more.
 */
final class Guests {
    private static final int MAX = 4096;

    private static final class Guest {
        private Optional<InetAddress> proven = Optional.empty();
        private Optional<InetAddress> tried = Optional.empty();
        private boolean isTried;
        private boolean turn;
    }

    /** Those that ever came by a door; all others are spoken to by the node's own socket. */
    private final Map<Endpoint, Guest> guests = Recent.byUse(MAX);

    /** Something came in the name of an address, by a door or else by the node's own socket. */
    void heard(Endpoint from, Optional<InetAddress> door) {
        if (door.isEmpty() && guests.isEmpty()) {
            return;
        }
        Guest guest = guests.get(from);
        if (guest == null && door.isPresent()) {
            guest = new Guest();
            guests.put(from, guest);
        }
        if (guest != null && !door.equals(guest.proven)) {
            guest.tried = door;
            guest.isTried = true;
        }
    }

    /** What came from there proved that somebody hears there what is sent by that door, or else by the node's own socket. */
    void proved(Endpoint at, Optional<InetAddress> door) {
        if (door.isEmpty()) {
            guests.remove(at);
        } else {
            Guest guest = new Guest();
            guest.proven = door;
            guests.put(at, guest);
        }
    }

    /** Whether it ever came by a door. */
    boolean isGuest(Endpoint at) {
        return !guests.isEmpty() && guests.containsKey(at);
    }

    /** The door by which to speak to it now; none for the node's own socket. */
    Optional<InetAddress> doorFor(Endpoint to) {
        Guest guest = guests.isEmpty() ? null : guests.get(to);
        if (guest == null) {
            return Optional.empty();
        }
        guest.turn = !guest.turn;
        return guest.isTried && guest.turn ? guest.tried : guest.proven;
    }
}
