package dev.kith.roster;

import dev.kith.peer.PeerId;

/**
 * All ids that begin with the same bits.
 *
 * @param bits how many, 0 to 60 and a multiple of 4
 * @param first the first 64 bits of the first of these ids: those bits, and then zeros
 */
public record IdRange(int bits, long first) {
    /** Into so many parts a range is cut, by the next four bits. */
    public static final int PARTS = 16;

    private static final int STEP = 4;
    private static final int MOST_BITS = 60;

    /** All ids there are. */
    public static final IdRange ALL = new IdRange(0, 0);

    /** Refuses what is no range. */
    public IdRange {
        if (!isOne(bits, first)) {
            throw new IllegalArgumentException(bits + " bits of " + Long.toHexString(first) + " are no range of ids");
        }
    }

    /** Whether there is such a range. */
    public static boolean isOne(int bits, long first) {
        return bits >= 0 && bits <= MOST_BITS && bits % STEP == 0 && (first & -1L >>> bits) == 0;
    }

    /** Whether it can be cut into parts. */
    public boolean hasParts() {
        return bits < MOST_BITS;
    }

    /** One of its parts, from 0. */
    public IdRange part(int number) {
        return new IdRange(bits + STEP, first | (long) number << (MOST_BITS - bits));
    }

    /** In which part an id is that begins so. */
    public int partOf(PeerId id) {
        return (int) (id.high() >>> (MOST_BITS - bits)) & (PARTS - 1);
    }

    /** Whether an id is in it. */
    public boolean contains(PeerId id) {
        return ((id.high() ^ first) & ~(-1L >>> bits)) == 0;
    }

    /** Behind which first 64 bits its ids are, unsigned; an id that begins with 64 zeros is nobody's. */
    public long after() {
        return first == 0 ? 0 : first - 1;
    }

    /** Up to which first 64 bits, inclusive and unsigned. */
    public long upTo() {
        return first | -1L >>> bits;
    }
}
