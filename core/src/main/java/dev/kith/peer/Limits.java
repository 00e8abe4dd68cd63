package dev.kith.peer;

/**
 * How many peers a roster holds at the most, those lost or left included.
 *
 * @param peers in all
 * @param perAddress of one ip address, those included that were passed on from there and were not heard themselves yet
 * @param perNetwork of one network: a /24 of IPv4, a /64 of IPv6; as many again may be passed on from there and not heard yet,
 *     wherever they are said to be
 */
public record Limits(int peers, int perAddress, int perNetwork) {
    /** Unless others are set. */
    public static final Limits DEFAULT = new Limits(10_000, 64, 256);

    /** Refuses what leaves no place at all. */
    public Limits {
        if (peers < 1 || perAddress < 1 || perNetwork < 1) {
            throw new IllegalArgumentException(
                    "limits %d, %d and %d; each is at least 1".formatted(peers, perAddress, perNetwork));
        }
    }
}
