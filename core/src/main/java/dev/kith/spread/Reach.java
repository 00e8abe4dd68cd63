package dev.kith.spread;

import dev.kith.bound.Recent;
import dev.kith.peer.PeerId;
import dev.kith.peer.Subnet;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom this node reaches by what it says to all. Each answer of a peer tells which of this node's words it heard last that
 * way; one that misses the last two is not reached so. Where several in a row are not, the whole subnet is held out of reach,
 * until one of it is reached again. It is told only where those were reached before: a subnet may be half and half. What somebody
 * there heard was said to it, and who missed while another was reached says nothing of it.
 */
public final class Reach {
    private static final int MAX_SAID = 16;
    /** How many of the low bits of a counter come back in answers. */
    public static final int MARK_BITS = 16;

    private static final int MAX_PEERS = 4096;
    private static final int MAX_SUBNETS = 64;
    /** What was said so shortly before a question may still have been on its way. */
    private static final long ON_ITS_WAY = 40_000_000L;

    private static final int MISSES_TO_DOUBT = 3;
    /** When nobody answers for so long, what was said meanwhile may have come to nobody, and proves nothing. */
    private static final long CUT_OFF = 3_000_000_000L;

    private static final long NEVER = Long.MIN_VALUE / 2;

    /** Some word of this node to all: when, and the low bits of its counter. */
    private record Said(long at, int mark) {}

    private record Miss(PeerId by, long saidAt) {}

    private static final class Missing {
        private final Set<Miss> inARow = new HashSet<>();
        /** Those of them that say something of the subnet, and not of that peer alone. */
        private final Set<Miss> telling = new HashSet<>();
        /** When the latest word was said that somebody there heard. */
        private long heard = NEVER;

        private boolean outOfReach;
        private boolean everReached;
        private boolean told;

        void reached(Said word) {
            heard = Math.max(heard, word.at());
            inARow.clear();
            telling.clear();
            outOfReach = false;
            everReached = true;
            told = false;
        }

        void missed(Miss miss, boolean wasReached, boolean proves) {
            if (!outOfReach) {
                inARow.add(miss);
                outOfReach = inARow.size() >= MISSES_TO_DOUBT;
            }
            boolean fell =
                    wasReached || telling.stream().anyMatch(other -> other.by().equals(miss.by()));
            boolean ofAll = !everReached || (fell && heard < miss.saidAt());
            if (proves && ofAll && telling.size() < MISSES_TO_DOUBT) {
                telling.add(miss);
            }
        }

        boolean takeToTell() {
            boolean tells = !told && telling.size() >= MISSES_TO_DOUBT;
            told |= tells;
            return tells;
        }
    }

    /** What an answer changed. */
    public enum Change {
        /** Nothing. */
        NONE,
        /** Nobody of the subnet seems to hear what is said to all. */
        OUT_OF_REACH,
        /** Somebody does again. */
        IN_REACH
    }

    private final Deque<Said> said = new ArrayDeque<>();
    private final Map<PeerId, Boolean> peers = Recent.byUse(MAX_PEERS);
    private final Map<Subnet, Missing> subnets = Recent.byUse(MAX_SUBNETS);
    private long lastAnswered = NEVER;
    private long provesSince = NEVER;

    /** Reaches everybody, as far as is known. */
    public Reach() {}

    /** The low bits of a counter, as they come back in answers; 0 is nothing heard yet. */
    public static int mark(long counter) {
        return (int) counter & ((1 << MARK_BITS) - 1);
    }

    /** Something was said to all. */
    public void said(long counter, long now) {
        said.addLast(new Said(now, mark(counter)));
        if (said.size() > MAX_SAID) {
            said.removeFirst();
        }
    }

    /**
     * A peer answered.
     *
     * @param peer who
     * @param in where it is
     * @param heard the mark of what it heard last of this node
     * @param asked when it was asked
     * @param there since when it has been there; what was said before cannot be missed
     */
    public Change answered(PeerId peer, Subnet in, int heard, long asked, long there) {
        provesSince = asked - lastAnswered >= CUT_OFF ? asked : provesSince;
        lastAnswered = asked;
        Said last = null;
        Said before = null;
        for (Said word : said) {
            if (word.at() >= there && word.at() <= asked - ON_ITS_WAY) {
                before = last;
                last = word;
            }
        }
        if (before == null) {
            return Change.NONE;
        }
        Said heardWord = find(heard, before.at());
        boolean wasReached = Boolean.TRUE.equals(peers.put(peer, heardWord != null));
        Missing missing = subnets.computeIfAbsent(in, any -> new Missing());
        boolean wasOut = missing.outOfReach;
        if (heardWord != null) {
            missing.reached(heardWord);
        } else {
            missing.missed(new Miss(peer, before.at()), wasReached, before.at() >= provesSince);
        }
        if (wasOut == missing.outOfReach) {
            return Change.NONE;
        }
        return wasOut ? Change.IN_REACH : Change.OUT_OF_REACH;
    }

    /** The word with that mark, of those said since; marks go round, so that another says nothing of when it was said. */
    private @Nullable Said find(int mark, long since) {
        for (Said word : said) {
            if (word.at() >= since && word.mark() == mark) {
                return word;
            }
        }
        return null;
    }

    /** Whether it is to be told now that nobody of that subnet hears what is said to all; once, until somebody does. */
    public boolean takeToTell(Subnet subnet) {
        Missing missing = subnets.get(subnet);
        return missing != null && missing.takeToTell();
    }

    /** Whether that peer hears what is said to all, where its own answers told. */
    public Optional<Boolean> isReached(PeerId peer) {
        return Optional.ofNullable(peers.get(peer));
    }

    /** Whether somebody of that subnet ever heard what is said to all. */
    public boolean wasReached(Subnet subnet) {
        Missing missing = subnets.get(subnet);
        return missing != null && missing.everReached;
    }

    /** Whether nobody of that subnet seems to hear what is said to all. */
    public boolean isOutOfReach(Subnet subnet) {
        Missing missing = subnets.get(subnet);
        return missing != null && missing.outOfReach;
    }
}
