package dev.kith.watch;

/** How long until a peer is asked next. */
final class Periods {
    private static final long MILLI = 1_000_000L;

    /** Of those that are for this node to watch. */
    static final long WATCHED = 1000 * MILLI;

    /** After one of those has answered out of turn, it is not asked again for so long at least. */
    private static final long WATCHED_AT_LEAST = 250 * MILLI;

    /** Of those whom another passes the questions on to: it pays for each, and so do both ends, by half as much again. */
    private static final long WATCHED_THROUGH_ANOTHER = 1500 * MILLI;

    static final long AGAIN_AT_MOST = 200 * MILLI;
    private static final long AGAIN_AT_LEAST = 20 * MILLI;
    private static final long SUSPECT_AGAIN = 150 * MILLI;
    private static final long GONE_AGAIN = 30 * MILLI;
    private static final long RARE_AT_LEAST = 60_000 * MILLI;
    /** So that all the rare questions take one in two seconds, however many there are. */
    private static final long RARE_PER_PEER = 2000 * MILLI;
    /** Many an address translation forgets after 30 s (RFC 4787, REQ-5 asks for two minutes). */
    private static final long KEEPALIVE_AT_LEAST = 20_000 * MILLI;

    private static final long KEEPALIVE_PER_PEER = 250 * MILLI;
    private static final int KEPT_BY_ANOTHER = 3;
    /** A new peer is asked within this time for each of those there are: once, to know the way. */
    private static final long FIRST_PER_PEER = 100 * MILLI;

    private static final long LOOK_AT_MOST = 5000 * MILLI;
    private static final int MOST_DOUBLED = 5;

    /** Of each second the moment at which those who are watched are asked: of all at once, so that the process wakes once for them. */
    private final long phase;

    private boolean keepsAlive;

    /**
     * For one node.
     *
     * @param phase any number; what is random between nodes, so that those who watch the same peer ask it at different moments
     */
    Periods(long phase) {
        this.phase = Math.floorMod(phase, WATCHED);
    }

    /** The answer is whether that is new. */
    boolean keepAlive(boolean needed) {
        boolean isNew = needed != keepsAlive;
        keepsAlive = needed;
        return isNew;
    }

    /** After how long a lost one that something speaks for is looked after again, when it was so many times in vain. */
    static long untilNextLook(int looks) {
        return Math.min(LOOK_AT_MOST, AGAIN_AT_MOST << Math.min(looks, MOST_DOUBLED));
    }

    /** Within which a new one is asked. */
    static long first(int peers) {
        return Math.max(WATCHED, peers * FIRST_PER_PEER);
    }

    /** After how long without an answer it is asked again. */
    static long again(Subject subject, long now) {
        if (subject.held().kernel == Finding.GONE) {
            return Math.max(
                    GONE_AGAIN, Math.min(SUSPECT_AGAIN, subject.roundTrip().timeout()));
        }
        if (now < subject.held().vouchedUntil) {
            return WATCHED;
        }
        if (subject.suspected) {
            return SUSPECT_AGAIN;
        }
        long timeout = subject.roundTrip().timeout();
        return subject.held().silences == 0
                ? subject.untilMissed(now)
                : Math.max(AGAIN_AT_LEAST, Math.min(AGAIN_AT_MOST, timeout));
    }

    /** Whether one that is asked only to keep the way open may wait, since it asked this node. */
    boolean mayWait(Subject subject, int peers, long now) {
        return keepsAlive && now - subject.lastAnswer < KEPT_BY_ANOTHER * regular(subject, peers);
    }

    /** When one that answered is asked again. */
    long next(Subject subject, int peers, long now) {
        boolean inTurn = subject.target && !subject.relayed;
        return inTurn ? turn(now + WATCHED_AT_LEAST) : now + regular(subject, peers);
    }

    /** When those who are watched are asked next, at {@code from} or later. */
    long turn(long from) {
        return from + Math.floorMod(phase - from, WATCHED);
    }

    /** How long after an answer one is asked again. */
    long regular(Subject subject, int peers) {
        long least = keepsAlive ? KEEPALIVE_AT_LEAST : RARE_AT_LEAST;
        long perPeer = keepsAlive ? KEEPALIVE_PER_PEER : RARE_PER_PEER;
        long rare = Math.max(least, peers * perPeer);
        long watched = subject.relayed ? WATCHED_THROUGH_ANOTHER : WATCHED;
        return subject.target ? watched : rare / 4 * 3 + Math.floorMod(subject.id.low(), rare / 2);
    }
}
