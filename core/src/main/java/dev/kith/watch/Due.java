package dev.kith.watch;

import dev.kith.peer.Endpoint;
import dev.kith.peer.PeerId;
import java.util.List;

/**
 * Something to do for one peer.
 *
 * @param id the peer
 * @param step what
 * @param finding what this node found of it
 * @param reason the ground of that, for people
 * @param others whose word it rests on, too
 * @param silent the addresses of the last round at which it did not answer
 * @param isDoubted whether it did not answer this node or another: then it is asked by all ways, the kernel too
 * @param isShared whether others are to be asked after it; of one that is lost, whether it left
 */
public record Due(
        PeerId id,
        Step step,
        Finding finding,
        String reason,
        List<PeerId> others,
        List<Endpoint> silent,
        boolean isDoubted,
        boolean isShared) {
    /** What a deadline means for a peer. */
    public enum Step {
        /** Ask it. */
        ASK,
        /** It has been silent: suspect it, and ask it. */
        SUSPECT,
        /** It has been silent for too long. */
        LOSE,
        /** It is lost; ask it all the same. */
        RETRY
    }
}
