package dev.kith.sim;

import dev.kith.peer.PeerId;
import java.util.List;

/** A group that is measured. */
interface Group {
    /** Where it is. */
    World world();

    /** Its whole nodes, at which is measured. */
    List<SimNode> nodes();

    /**
     * Lets it form and settle.
     *
     * @return how many milliseconds behind the start of the last node all rosters were complete; not a number where nodes did not start together
     */
    double form();

    /** Those whose hosts may be cut off, one after the other. */
    List<PeerId> victims();

    /** The host of one is cut off, and so much time passes that all know. */
    void cutOff(PeerId victim);
}
