package dev.kith.sim;

import dev.kith.peer.Via;
import java.util.Optional;

/** Where a node is in the network, and what so does not come to it. Moments are nanoseconds of the world. */
final class Place {
    /** Nodes on different sides do not reach each other. */
    private int side;
    /** What is said to all in one segment does not come to another. */
    private int segment;

    private long apartUntil = SimNode.NEVER;
    private long deafToMulticastUntil = SimNode.NEVER;
    private int longest = Integer.MAX_VALUE;
    /** What it is behind, if anything. */
    private Optional<Translation> home = Optional.empty();

    /** Whether a datagram of some length comes here from another place now. */
    boolean isReachedFrom(Place other, Via via, int length, long now) {
        boolean near = segment == other.segment && home.equals(other.home);
        boolean heard = via != Via.MULTICAST || (now >= deafToMulticastUntil && near);
        return side == other.side && heard && length <= Math.min(longest, other.longest);
    }

    Optional<Translation> home() {
        return home;
    }

    void moveBehind(Translation box) {
        home = Optional.of(box);
    }

    int side() {
        return side;
    }

    void moveToSide(int newSide) {
        side = newSide;
    }

    void moveToSegment(int newSegment) {
        segment = newSegment;
    }

    /** In another segment until then, when {@link #rejoin} brings it back. */
    void apart(int newSegment, long until) {
        segment = newSegment;
        apartUntil = Math.max(apartUntil, until);
    }

    /** Back with the others, if the time is over. */
    void rejoin(long now) {
        if (now >= apartUntil) {
            segment = 0;
        }
    }

    /** Until when it is in another segment, or was. */
    long apartUntil() {
        return apartUntil;
    }

    /** Hears nothing of what is said to all, as behind a switch that forgot it. */
    void deafToMulticast(long until) {
        deafToMulticastUntil = until;
    }

    long deafToMulticastUntil() {
        return deafToMulticastUntil;
    }

    /** Datagrams that are longer vanish on the way from here and to here. */
    void longest(int bytes) {
        longest = bytes;
    }
}
